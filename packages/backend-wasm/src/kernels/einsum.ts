import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Kernel, shared, sizeOf, stock } from '../kernel.js';
import type { Machine } from '../machine.js';
import { checkEinsumDimSizes, decodeEinsumEquation } from '../tfjs/core.js';
import { batchMatMul } from './matMul.js';
import { sum } from './reductions.js';

/** A tensor whose axes have labels; the numbers that tfjs gives the letters of the equation. */
interface Labelled {
  readonly x: TensorInfo;
  readonly labels: readonly number[];
}

/** One operand is summed and turned; two become one batched product: [batch, left, shared] · [batch, shared, right]. */
export const einsum: Kernel = (m, inputs, { equation }) => {
  const tensors = Object.values(inputs) as TensorInfo[];
  const { allDims, summedDims, idDims } = decodeEinsumEquation(equation, tensors.length);
  checkEinsumDimSizes(allDims.length, idDims, tensors as never);
  const output = allDims.map((_, label) => label).filter((label) => !summedDims.includes(label));
  const made: TensorInfo[] = [];
  const keep = (x: TensorInfo): TensorInfo => {
    made.push(x);
    return x;
  };
  const reduced = idDims.map((labels: number[], i: number) => {
    // What no other operand has and the output does not ask for is summed first.
    const gone = labels.filter(
      (label) =>
        !output.includes(label) && !idDims.some((other: number[], j: number) => j !== i && other.includes(label)),
    );
    return sumOver(m, { x: tensors[i]!, labels }, gone, keep);
  });
  const result = reduced.length === 1 ? reduced[0]! : product(m, reduced[0]!, reduced[1]!, output, keep);
  const y = turned(m, result, output, (x) => x);
  for (const x of made) m.backend.disposeData(x.dataId);
  return y;
};

type Keep = (x: TensorInfo) => TensorInfo;

function sumOver(m: Machine, { x, labels }: Labelled, gone: readonly number[], keep: Keep): Labelled {
  if (gone.length === 0) return { x, labels };
  const axis = gone.map((label) => labels.indexOf(label));
  return {
    x: keep(sum(m, { x }, { axis, keepDims: false }) as TensorInfo),
    labels: labels.filter((label) => !gone.includes(label)),
  };
}

function turned(m: Machine, { x, labels }: Labelled, to: readonly number[], keep: Keep): TensorInfo {
  return keep(stock(m, 'Transpose', { x }, { perm: to.map((label) => labels.indexOf(label)) }));
}

function product(m: Machine, a: Labelled, b: Labelled, output: readonly number[], keep: Keep): Labelled {
  const both = a.labels.filter((label) => b.labels.includes(label));
  const batch = both.filter((label) => output.includes(label));
  const contracted = both.filter((label) => !output.includes(label));
  const left = a.labels.filter((label) => !both.includes(label));
  const right = b.labels.filter((label) => !both.includes(label));
  const size = ({ x, labels }: Labelled, wanted: readonly number[]): number =>
    sizeOf(wanted.map((label) => x.shape[labels.indexOf(label)]!));
  const [batches, n] = [size(a, batch), size(a, contracted)];
  const y = keep(
    batchMatMul(
      m,
      {
        a: shared(turned(m, a, [...batch, ...left, ...contracted], keep), [batches, size(a, left), n]),
        b: shared(turned(m, b, [...batch, ...contracted, ...right], keep), [batches, n, size(b, right)]),
      },
      { transposeA: false, transposeB: false },
    ) as TensorInfo,
  );
  const labels = [...batch, ...left, ...right];
  return {
    x: shared(
      y,
      labels.map((label) => (a.labels.includes(label) ? size(a, [label]) : size(b, [label]))),
    ),
    labels,
  };
}
