import type { Layer, Shape } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { logicalOr, reshape, sum, type Tensor } from '@tensorflow/tfjs-core';
import { assemble, type LayerOptions } from '../layer.js';
import { showShape } from '../shapes.js';

/** The value of several tensors, and the gradient of the one at `i`. */
export interface Merge {
  readonly value: Tensor;
  readonly keep?: readonly Tensor[];
  readonly gradient: (dy: Tensor, kept: Tensor[], i: number) => Tensor;
}

/** Several tensors into one, as one node; each gradient is summed over the axes along which its tensor was broadcast. */
export function merged(xs: Tensor[], merge: (xs: Tensor[]) => Merge): Tensor {
  const inputs: Record<string, Tensor> = Object.fromEntries(xs.map((x, i) => [`x${i}`, x]));
  return primitive(inputs, () => {
    const { value, keep = [], gradient } = merge(xs);
    return {
      value,
      keep,
      gradient: (dy, kept) =>
        Object.fromEntries(xs.map(({ shape }, i) => [`x${i}`, () => sumTo(gradient(dy, kept, i), shape)])),
    };
  });
}

/** The sum over the axes along which a tensor of this shape was broadcast. */
export function sumTo(dy: Tensor, shape: number[]): Tensor {
  const lead = dy.shape.length - shape.length;
  const axes = dy.shape.flatMap((size, axis) =>
    axis < lead || (shape[axis - lead] === 1 && size !== 1) ? [axis] : [],
  );
  return reshape(axes.length > 0 ? sum(dy, axes) : dy, shape);
}

/** The shape that all are broadcast to: sizes agree, or are 1, counted from the last axis. */
function broadcast(who: string, shapes: readonly Shape[]): Shape {
  const rank = Math.max(...shapes.map(({ length }) => length));
  return Array.from({ length: rank }, (_, axis) => {
    const sizes = shapes
      .map((shape) => shape[axis - rank + shape.length])
      .filter((size) => size !== undefined && size !== 1);
    const known = sizes.filter((size) => size !== null);
    if (known.some((size) => size !== known[0])) {
      throw new RangeError(
        `${who}: inputs must have one shape or broadcast to it, got shapes ${shapes.map(showShape).join(' and ')}.`,
      );
    }
    return sizes.length === 0 ? 1 : (known[0] ?? null);
  }) as Shape;
}

/** Refuses a single tensor, and fewer or more tensors than a layer takes. */
export function severalInputs(who: string, shapes: readonly Shape[], most: number = Infinity): void {
  const count = Array.isArray(shapes[0]) ? shapes.length : 1;
  if (count < 2 || count > most) {
    throw new RangeError(`${who}: input must be ${most === 2 ? 'two' : 'two or more'} tensors, got ${count}.`);
  }
}

/** The mask of what is made of several inputs: time steps that any of them has; none where one of them has no mask. */
export function commonMask(mask: Tensor | null, masks: readonly (Tensor | null)[] = [mask]): Tensor | null {
  const all = masks.filter((one) => one !== null);
  return all.length < masks.length ? null : all.reduce((a, b) => logicalOr(a, b));
}

/** A layer that joins tensors element by element. */
export const elementwise = (
  type: string,
  options: LayerOptions,
  merge: (xs: Tensor[]) => Merge,
  most?: number,
): Layer<Tensor[], Tensor> =>
  assemble<Tensor[], Tensor>(type, options, {
    check: (who, shapes) => {
      severalInputs(who, shapes, most);
      broadcast(who, shapes);
    },
    call: (xs) => merged(xs, merge),
    outputShape: (shapes) => broadcast(type, shapes),
    outputMask: (_, mask, masks) => commonMask(mask, masks),
  });
