import { broadcast_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { broadcast, epilogue, type Kernel, sizeOf } from '../kernel.js';
import type { Machine } from '../machine.js';

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

/**
 * c [rows, n] = A · B, with a bias and an activation. Threads share the columns, so that each packs its own part of B; or the
 * rows where there are more, as in a weight's gradient, whose rows an optimizer then shares in the same way.
 */
export function gemm(
  m: Machine,
  rows: number,
  n: number,
  k: number,
  a: number,
  aRow: number,
  aColumn: number,
  b: number,
  bRow: number,
  bColumn: number,
  c: number,
  bias: number,
  flags: number,
): void {
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
      n,
      bias && [bias, 4],
      flags,
      'scratch',
      false,
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
      [c, 4 * n],
      n,
      bias,
      flags,
      'scratch',
      false,
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
  const batch = broadcast_util.assertAndGetBroadcastShape(batchA, batchB);
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
  // Rows of one shared right side are rows of one product.
  if (sizeOf(batchB) === 1 && (count === 1 || !transposeA)) {
    gemm(m, count * rows, n, k, at, aRow, aColumn, bt, bRow, bColumn, c, bias, flags);
  } else {
    const [ia, ib] = [broadcast(batchA, batch), broadcast(batchB, batch)];
    for (let i = 0; i < count; i++) {
      gemm(
        m,
        rows,
        n,
        k,
        at + ia[i]! * ra * ca * 4,
        aRow,
        aColumn,
        bt + ib[i]! * rb * cb * 4,
        bRow,
        bColumn,
        c + i * rows * n * 4,
        bias,
        flags,
      );
    }
  }
  return finish(y);
}

export const batchMatMul: Kernel = (m, { a, b }, attrs) => product(m, { a, b }, attrs);

export const fusedMatMul: Kernel = product;
