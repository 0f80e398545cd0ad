import type { Layer, Shape } from '@tenonjs/contracts';
import { integer } from '@tenonjs/internal';
import { concat, ones as onesOf, slice, type Tensor } from '@tensorflow/tfjs-core';
import { assemble, type LayerOptions } from '../layer.js';
import { showShape } from '../shapes.js';
import { commonMask, merged, severalInputs } from './merge.js';

export interface ConcatenateOptions extends LayerOptions {
  /** The axis along which inputs follow each other; −1, the last, by default. */
  readonly axis?: number;
}

/**
 * Puts its inputs one after the other along an axis.
 *
 * Takes tensors whose shapes agree on all other axes.
 *
 * @throws {RangeError} If `axis` is not an integer.
 * @example
 * concatenate().call([tensor2d([[1, 2]]), tensor2d([[3]])]); // [[1, 2, 3]]
 * @see https://keras.io/api/layers/merging_layers/concatenate/
 */
export function concatenate(options: ConcatenateOptions = {}): Layer<Tensor[], Tensor> {
  const { axis = -1 } = options;
  integer('concatenate', { axis });
  const along = (rank: number): number => (axis < 0 ? axis + rank : axis);
  return assemble<Tensor[], Tensor>('concatenate', options, {
    check: (who, shapes) => {
      severalInputs(who, shapes);
      const rank = shapes[0]!.length;
      const agree = (shape: Shape): boolean =>
        shape.length === rank &&
        shape.every(
          (size, i) => i === along(rank) || size === null || shapes[0]![i] === null || size === shapes[0]![i],
        );
      if (!shapes.every(agree)) {
        throw new RangeError(
          `${who}: inputs must have one shape but for axis ${axis}, got shapes ${shapes.map(showShape).join(' and ')}.`,
        );
      }
      if (!(along(rank) in shapes[0]!)) throw new RangeError(`${who}: axis must lie within rank ${rank}, got ${axis}.`);
    },
    call: (xs) =>
      merged(xs, (xs) => {
        const at = along(xs[0]!.shape.length);
        return {
          value: concat(xs, at),
          gradient: (dy, _, i) => {
            const before = xs.slice(0, i).reduce((sum, { shape }) => sum + shape[at]!, 0);
            return slice(
              dy,
              dy.shape.map((_, axis) => (axis === at ? before : 0)),
              xs[i]!.shape,
            );
          },
        };
      }),
    // Along time the masks follow each other too.
    outputMask: (xs, mask, masks = [mask]) => {
      if (masks.every((one) => one === null)) return null;
      if (along(xs[0]!.shape.length) !== 1) return commonMask(mask, masks);
      return concat(
        xs.map(({ shape }, i) => masks[i] ?? onesOf([shape[0]!, shape[1]!], 'bool')),
        1,
      );
    },
    outputShape: (shapes) =>
      shapes[0]!.map((size, i) =>
        i === along(shapes[0]!.length)
          ? shapes.reduce<number | null>(
              (sum, shape) => (sum === null || shape[i]! === null ? null : sum + shape[i]!),
              0,
            )
          : (shapes.map((shape) => shape[i]!).find((size) => size !== null) ?? size),
      ),
  });
}
