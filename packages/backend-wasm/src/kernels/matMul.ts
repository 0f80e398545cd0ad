import type { TensorInfo } from '@tensorflow/tfjs-core';
import { broadcast, epilogue, type Kernel, sizeOf } from '../kernel.js';
import type { Machine } from '../machine.js';
import { assertAndGetBroadcastShape } from '../tfjs/core.js';

interface Inputs {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly bias?: TensorInfo;
  readonly preluActivationWeights?: TensorInfo;
}

interface Attrs {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

/** c [rows, n] = act(a [rows, k] · b [k, n] (+ c) (+ bias)); addresses, and steps in elements. */
export interface Product {
  readonly rows: number;
  readonly n: number;
  readonly k: number;
  readonly a: number;
  readonly aRow: number;
  readonly aColumn: number;
  readonly b: number;
  readonly bRow: number;
  readonly bColumn: number;
  readonly c: number;
  /** Default n. */
  readonly cRow?: number;
  readonly bias?: number;
  readonly flags?: number;
}

/**
 * A product, shared by columns, so that each thread packs its own part of b; or by rows where there are more, as in a weight's
 * gradient, whose rows an optimizer then shares in the same way.
 */
export function gemm(m: Machine, product: Product): void {
  const { rows, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow = n, bias = 0, flags = 0 } = product;
  const scratch = m.run.gemmScratch();
  if (n >= rows) {
    m.parallel(
      'gemm',
      { count: n, cost: rows * k, grain: 16, scratch },
      rows,
      'count',
      k,
      a,
      aRow,
      aColumn,
      [b, 4 * bColumn],
      bRow,
      bColumn,
      [c, 4],
      cRow,
      bias && [bias, 4],
      flags,
      'scratch',
    );
  } else {
    m.parallel(
      'gemm',
      { count: rows, cost: n * k, grain: 12, overhead: 3 * n * k, scratch },
      'count',
      n,
      k,
      [a, 4 * aRow],
      aRow,
      aColumn,
      b,
      bRow,
      bColumn,
      [c, 4 * cRow],
      cRow,
      bias,
      flags,
      'scratch',
    );
  }
}

function product(m: Machine, inputs: Inputs, attrs: Attrs): TensorInfo {
  const { a, b } = inputs;
  const { transposeA, transposeB } = attrs;
  if (a.shape.length < 2 || b.shape.length < 2) {
    throw new RangeError(
      `matMul: operands must have rank 2 or more, got [${a.shape.join(', ')}] and [${b.shape.join(', ')}].`,
    );
  }
  const [ra, ca] = a.shape.slice(-2) as [number, number];
  const [rb, cb] = b.shape.slice(-2) as [number, number];
  const [rows, k] = transposeA ? [ca, ra] : [ra, ca];
  const [kb, n] = transposeB ? [cb, rb] : [rb, cb];
  if (k !== kb)
    throw new RangeError(
      `matMul: inner sizes must be equal, got ${k} of [${a.shape.join(', ')}] and ${kb} of [${b.shape.join(', ')}].`,
    );
  const batchA = a.shape.slice(0, -2);
  const batchB = b.shape.slice(0, -2);
  const batch = assertAndGetBroadcastShape(batchA, batchB);
  const outShape = [...batch, rows, n];
  const at = m.at(a);
  const bt = m.at(b);
  const [aRow, aColumn] = transposeA ? [1, ca] : [ca, 1];
  const [bRow, bColumn] = transposeB ? [1, cb] : [cb, 1];
  if (a.dtype !== 'float32' || b.dtype !== 'float32') {
    if (a.dtype === 'complex64' || b.dtype === 'complex64')
      throw new TypeError(`matMul: complex64 is not supported, got ${a.dtype} and ${b.dtype}.`);
    const y = m.make(outShape, 'int32');
    const [ia, ib] = [broadcast(batchA, batch), broadcast(batchB, batch)];
    ia.forEach((i, o) => {
      m.run.gemmInt32(
        rows,
        n,
        k,
        at + i * ra * ca * 4,
        aRow,
        aColumn,
        bt + ib[o]! * rb * cb * 4,
        bRow,
        bColumn,
        m.at(y) + o * rows * n * 4,
      );
    });
    return y;
  }
  const { bias, flags, finish } = epilogue(m, n, inputs, attrs);
  const y = m.make(outShape);
  if (rows === 1 && n === 1 && !bias && !flags && sizeOf(batch) === 1) {
    m.values(y)[0] = m.run.dot(k, at, bt);
    return finish(y);
  }
  const c = m.at(y);
  const count = sizeOf(batch);
  const one = { rows, n, k, a: at, aRow, aColumn, b: bt, bRow, bColumn, c, bias, flags };
  const [countA, countB] = [sizeOf(batchA), sizeOf(batchB)];
  // Rows of one shared right side are rows of one product.
  if (countB === 1 && (count === 1 || !transposeA)) gemm(m, { ...one, rows: count * rows });
  else if ([1, count].includes(countA) && [1, count].includes(countB)) {
    const [aBatch, bBatch] = [countA === 1 ? 0 : 4 * rows * k, countB === 1 ? 0 : 4 * k * n];
    m.parallel(
      'gemms',
      { count, cost: rows * n * k, scratch: m.run.gemmScratch() },
      'count',
      aBatch,
      bBatch,
      rows,
      n,
      k,
      [at, aBatch],
      aRow,
      aColumn,
      [bt, bBatch],
      bRow,
      bColumn,
      [c, 4 * rows * n],
      bias,
      flags,
      'scratch',
    );
  } else {
    const [ia, ib] = [broadcast(batchA, batch), broadcast(batchB, batch)];
    ia.forEach((i, o) => {
      gemm(m, { ...one, a: at + i * rows * k * 4, b: bt + ib[o]! * k * n * 4, c: c + o * rows * n * 4 });
    });
  }
  return finish(y);
}

export const batchMatMul: Kernel = (m, { a, b }, attrs) => product(m, { a, b }, attrs);

export const fusedMatMul: Kernel = product;
