/**
 * The skeleton of a loss: a tensor of any rank is seen as rows, a function gives each row its loss, and the rows of a
 * sample are averaged.
 */

import { type primitive, sameShape } from '@tenonjs/internal';
import { cast, div, mean, mul, reshape, sum, type Tensor, type Tensor1D, tile, transpose } from '@tensorflow/tfjs-core';

/** How a shape is seen: `[batch · positions, size]`, the axes of a row last. */
export interface Rows {
  readonly batch: number;
  readonly positions: number;
  readonly size: number;
  /** The tensor as float rows. */
  of(x: Tensor): Tensor;
  /** Rows as the tensor they came from. */
  back(rows: Tensor): Tensor;
}

/** What a loss says of rows: `[rows, 1]` values, and their slope `[rows, size]` from what was kept. */
export interface RowLoss {
  readonly value: Tensor;
  readonly keep: readonly Tensor[];
  readonly slope: (kept: Tensor[]) => Tensor;
}

type Forward = ReturnType<Parameters<typeof primitive<'yPred', Tensor1D>>[1]>;

const list = (shape: readonly number[]): string => `[${shape.join(', ')}]`;
const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

/** @throws {TypeError} If yPred is not float32. */
export function float(who: string, yPred: Tensor): void {
  if (yPred.dtype !== 'float32') throw new TypeError(`${who}: yPred must be float32, got ${yPred.dtype}.`);
}

/**
 * @param axes - What makes a row; by default all axes but the batch.
 * @throws {TypeError} If yPred is not float32.
 * @throws {RangeError} If yPred has no batch axis, or an axis is not one after it.
 */
export function rowsOf(who: string, yPred: Tensor, axes?: readonly number[]): Rows {
  const { shape, rank } = yPred;
  float(who, yPred);
  if (rank === 0) throw new RangeError(`${who}: yPred must have a batch axis, got a scalar.`);
  for (const axis of axes ?? []) {
    if (!Number.isInteger(axis) || axis < 1 - rank || axis >= rank || axis === 0) {
      throw new RangeError(
        `${who}: axis must be an axis of yPred after the batch, whose shape is ${list(shape)}, got ${axis}.`,
      );
    }
  }
  const all = shape.map((_, axis) => axis);
  const row = axes ? [...new Set(axes.map((axis) => (axis + rank) % rank))] : all.slice(1);
  const order = [...all.filter((axis) => !row.includes(axis)), ...row];
  const moved = order.some((axis, i) => axis !== i);
  const between = order.slice(1, rank - row.length).map((axis) => shape[axis]!);
  const [batch, positions, size] = [shape[0]!, product(between), product(row.map((axis) => shape[axis]!))];
  return {
    batch,
    positions,
    size,
    of(x) {
      const float = x.dtype === 'float32' ? x : cast(x, 'float32');
      return shaped(moved ? transpose(float, order) : float, [batch * positions, size]);
    },
    back(rows) {
      if (!moved) return shaped(rows, shape);
      const there = order.map((axis) => shape[axis]!);
      const home = all.map((axis) => order.indexOf(axis));
      return transpose(reshape(rows, there), home);
    },
  };
}

/**
 * The forward pass of a loss from that of its rows.
 *
 * @param weights - What each row counts in its sample, `[batch, positions]`; by default all the same.
 */
export function averaged({ batch, positions, back }: Rows, { value, keep, slope }: RowLoss, weights?: Tensor): Forward {
  const grid = shaped(value, [batch, positions]);
  const whole = positions === 1 && !weights;
  const perSample = weights ? sum(mul(grid, weights), 1) : whole ? reshape(grid, [batch]) : mean(grid, 1);
  return {
    value: perSample as Tensor1D,
    keep: weights ? [...keep, weights] : keep,
    gradient: (dy, kept) => ({
      yPred: () => {
        let share: Tensor = reshape(dy, [batch, 1]);
        if (weights) share = mul(share, kept.at(-1)!);
        else if (!whole) share = tile(div(share, positions), [1, positions]);
        return back(mul(slope(kept), shaped(share, [batch * positions, 1])));
      },
    }),
  };
}

/** `sameShape`, save that `[batch]` goes with `[batch, 1]`. */
export function comparable(who: string, yTrue: Tensor, yPred: Tensor): void {
  const [long, short] = yTrue.rank > yPred.rank ? [yTrue, yPred] : [yPred, yTrue];
  const column = long.rank === short.rank + 1 && long.shape.at(-1) === 1;
  if (!column || long.shape.slice(0, -1).some((size, axis) => size !== short.shape[axis])) sameShape(who, yTrue, yPred);
}

/** `reshape`, unless there is nothing to do. */
export function shaped(x: Tensor, shape: readonly number[]): Tensor {
  return x.rank === shape.length && shape.every((size, axis) => size === x.shape[axis]) ? x : reshape(x, [...shape]);
}
