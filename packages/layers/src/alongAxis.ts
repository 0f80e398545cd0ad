/** New elements along one axis, made of the old ones. */
import { primitive } from '@tenonjs/internal';
import { gather, matMul, reshape, type Tensor, tensor1d, tensor3d } from '@tensorflow/tfjs-core';

/** `[1, rows, size]`, row-major: row i holds the share that each old element has in new element i. */
export interface Shares {
  readonly rows: number;
  readonly values: Float32Array;
}

/** Shares of zero, but for what `fill` adds to them. */
export function shares(
  rows: number,
  size: number,
  fill: (add: (i: number, j: number, share: number) => void) => void,
): Shares {
  const values = new Float32Array(rows * size);
  fill((i, j, share) => {
    values[i * size + j]! += share;
  });
  return { rows, values };
}

const count = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

/** The product of shares, or of their transpose, with all that lies along an axis. */
function product({ rows, values }: Shares, x: Tensor, axis: number, transposed: boolean): Tensor {
  const [before, size, after] = [x.shape.slice(0, axis), x.shape[axis]!, x.shape.slice(axis + 1)];
  const matrix = tensor3d(values, [1, rows, values.length / rows]);
  const y = matMul(matrix, reshape(x, [count(before), size, count(after)]), transposed, false);
  return reshape(y, [...before, transposed ? values.length / rows : rows, ...after]);
}

/** Each new element is a weighted sum of the old ones: one product and one node. */
export const alongAxis = (x: Tensor, axis: number, shares: Shares): Tensor =>
  primitive({ x }, () => ({
    value: product(shares, x, axis, false),
    gradient: (dy) => ({ x: () => product(shares, dy, axis, true) }),
  }));

/** Each new element is one of the old ones. */
export const takeAlong = (x: Tensor, axis: number, places: readonly number[]): Tensor =>
  primitive({ x }, () => ({
    value: gather(x, tensor1d([...places], 'int32'), axis),
    gradient: (dy) => ({
      x: () => {
        const taken = shares(places.length, x.shape[axis]!, (add) => {
          places.forEach((j, i) => {
            add(i, j, 1);
          });
        });
        return product(taken, dy, axis, true);
      },
    }),
  }));
