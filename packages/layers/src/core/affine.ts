import { kernel, primitive } from '@tenonjs/internal';
import { engine, matMul, mul, reshape, step, sum, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';

/** The gradient through a ReLU whose output was `y`. */
export const reluGradient = (dy: Tensor, y: Tensor): Tensor => kernel('ReluGrad', { dy, y })?.[0] ?? mul(dy, step(y));

const into = (shape: number[], t: Tensor): Tensor => (t.shape.length === shape.length ? t : reshape(t, shape));

/**
 * `x · kernel + bias` over the last axes, with a ReLU folded in where `relu` says so: one node, one kernel.
 *
 * @param x - `[batch, …, features]`
 * @param kernel - `[features, units]`; either may be several axes
 * @param bias - `[units]`
 * @param over - How many axes of x, its last, and of the kernel, its first, the features are.
 * @returns `[batch, …, units]`
 */
export function affine(x: Tensor, kernel: Tensor, bias: Tensor | undefined, relu: boolean, over = 1): Tensor {
  const sizes = kernel.shape.slice(over);
  const units = sizes.reduce((a, b) => a * b, 1);
  const features = kernel.size / units;
  const outShape = [...x.shape.slice(0, -over), ...sizes];
  const rows = (t: Tensor, columns: number): Tensor2D =>
    t.shape.length === 2 && t.shape[1] === columns ? (t as Tensor2D) : reshape(t, [-1, columns]);
  const inputs = { x, kernel, ...(bias && { bias }) } as Record<'x' | 'kernel' | 'bias', Tensor>;
  return primitive(inputs, () => {
    const flat = engine().runKernel(
      '_FusedMatMul',
      {
        a: reshape(x, [1, -1, features]),
        b: reshape(kernel, [1, features, units]),
        // Tfjs's own wasm kernel looks at the shape that the numbers were made with, so they are made anew.
        ...(bias && { bias: sizes.length === 1 ? bias : mul(reshape(bias, [units]), 1) }),
      },
      { transposeA: false, transposeB: false, activation: relu ? 'relu' : 'linear' },
    ) as Tensor;
    const y = reshape(flat, outShape);
    return {
      value: y,
      keep: relu ? [x, kernel, y] : [x, kernel],
      gradient: (dy, [x, kernel, y]) => {
        const dz = rows(relu ? reluGradient(dy, y!) : dy, units);
        return {
          x: () => reshape(matMul(dz, rows(kernel!, units), false, true), x!.shape),
          kernel: () => into(kernel!.shape, matMul(rows(x!, features), dz, true, false)),
          bias: () => into(sizes, sum(dz, 0)),
        };
      },
    };
  });
}
