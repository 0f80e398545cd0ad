import { kernel, primitive } from '@tenonjs/internal';
import { engine, matMul, mul, reshape, step, sum, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';

/** The gradient through a ReLU whose output was `y`. */
export const reluGradient = (dy: Tensor, y: Tensor): Tensor => kernel('ReluGrad', { dy, y })?.[0] ?? mul(dy, step(y));

/**
 * `x · kernel + bias` over the last axis, with a ReLU folded in where `relu` says so: one node, one kernel.
 *
 * @param x - `[batch, …, features]`
 * @param kernel - `[features, units]`
 * @param bias - `[units]`
 * @returns `[batch, …, units]`
 */
export function affine(x: Tensor, kernel: Tensor, bias: Tensor | undefined, relu: boolean): Tensor {
  const [features, units] = kernel.shape as [number, number];
  const outShape = [...x.shape.slice(0, -1), units];
  const rows = (t: Tensor, columns: number): Tensor2D =>
    t.shape.length === 2 ? (t as Tensor2D) : reshape(t, [-1, columns]);
  const inputs = { x, kernel, ...(bias && { bias }) } as Record<'x' | 'kernel' | 'bias', Tensor>;
  return primitive(inputs, () => {
    const flat = engine().runKernel(
      '_FusedMatMul',
      { a: reshape(x, [1, -1, features]), b: reshape(kernel, [1, features, units]), ...(bias && { bias }) },
      { transposeA: false, transposeB: false, activation: relu ? 'relu' : 'linear' },
    ) as Tensor;
    const y = reshape(flat, outShape);
    return {
      value: y,
      keep: relu ? [x, kernel, y] : [x, kernel],
      gradient: (dy, [x, kernel, y]) => {
        const dz = rows(relu ? reluGradient(dy, y!) : dy, units);
        return {
          x: () => reshape(matMul(dz, kernel as Tensor2D, false, true), x!.shape),
          kernel: () => matMul(rows(x!, features), dz, true, false),
          bias: () => sum(dz, 0),
        };
      },
    };
  });
}
