import type { Initializer, Layer } from '@tenonjs/contracts';
import { integer, primitive } from '@tenonjs/internal';
import {
  add,
  cast,
  div,
  maximum,
  moments,
  mul,
  reshape,
  sqrt,
  sub,
  type Tensor,
  tensor,
  tidy,
  type Variable,
} from '@tensorflow/tfjs-core';
import { type LayerOptions, layer, sameMask, weight } from '../layer.js';
import { fromStart } from '../normalization/standardize.js';
import { showShape } from '../shapes.js';

export interface NormalizationOptions extends LayerOptions {
  /** The axis or axes that keep their own mean and variance, null for one of all; −1, the features, by default. */
  readonly axis?: number | readonly number[] | null;
  /** Known already, one for all or one for each; by default `adapt` finds it. */
  readonly mean?: number | readonly number[];
  readonly variance?: number | readonly number[];
  /** Turns normal numbers back into what they were; false by default. */
  readonly invert?: boolean;
}

export interface NormalizationLayer extends Layer {
  /** Takes mean and variance from data, `[samples, …]`, in place of those before. */
  adapt(data: Tensor): void;
}

/** Numbers that are given: one for all or one for each. */
const known =
  (name: string, value: number | readonly number[]): Initializer =>
  (shape) => {
    const size = shape.reduce((a, b) => a * b, 1);
    const values = typeof value === 'number' ? new Array<number>(size).fill(value) : [...value];
    if (values.length !== size) {
      throw new RangeError(
        `normalization: ${name} must hold ${size} numbers, one for each of shape ${showShape(shape)}, got ${values.length}.`,
      );
    }
    return tensor(values, [...shape], 'float32');
  };

/**
 * Brings features to mean 0 and variance 1, by what `adapt` has seen of the training data; nothing in it is learned.
 *
 *     y = (x − mean) / √variance,   with `invert`  y = x · √variance + mean
 *
 * Takes any dtype, gives the same shape in float32. Weights, as state, of the sizes of the axes: `mean`, `variance`.
 *
 * @throws {RangeError} If an axis is not an integer, or only one of `mean` and `variance` is given.
 * @example
 * const layer = normalization();
 * layer.adapt(tensor2d([[1, 10], [3, 30]]));
 * layer.call(tensor2d([[2, 40]])); // [[0, 2]]
 * @see https://keras.io/api/layers/preprocessing_layers/numerical/normalization/
 */
export function normalization(options: NormalizationOptions = {}): NormalizationLayer {
  const { axis = -1, mean, variance, invert = false } = options;
  const given = axis === null ? [] : typeof axis === 'number' ? [axis] : axis;
  for (const one of given) integer('normalization', { axis: one });
  if ((mean === undefined) !== (variance === undefined)) {
    throw new RangeError(
      `normalization: mean and variance must be given together, got ${mean === undefined ? 'variance' : 'mean'} alone.`,
    );
  }
  const axesOf = (rank: number): number[] => given.map((one) => fromStart(one, rank));
  const self = layer('normalization', options, {
    fixed: Object.fromEntries(given.map((one) => [one === -1 ? 'features' : `sizes along axis ${one}`, one])),
    check: (who, shape) => {
      if (axesOf(shape.length).some((one) => one < 0 || one >= shape.length)) {
        throw new RangeError(`${who}: axis must lie within rank ${shape.length}, got ${given.join(', ')}.`);
      }
    },
    build: (shape) => {
      const sizes = axesOf(shape.length).map((one) => shape[one]!);
      return {
        mean: weight(sizes, known('mean', mean ?? 0), { trainable: false }),
        variance: weight(sizes, known('variance', variance ?? 1), { trainable: false }),
      };
    },
    call: (x: Tensor, { mean, variance }) =>
      primitive({ x }, () => {
        const axes = axesOf(x.shape.length);
        const shape = x.shape.map((size, i) => (axes.includes(i) ? size : 1));
        const center = reshape(mean, shape);
        const deviation = maximum(sqrt(reshape(variance, shape)), 1e-7);
        const factor = invert ? deviation : div(1, deviation);
        const numbers = cast(x, 'float32');
        return {
          value: invert ? add(mul(numbers, factor), center) : mul(sub(numbers, center), factor),
          keep: [factor],
          gradient: (dy, [factor]) => ({ x: () => mul(dy, factor!) }),
        };
      }),
    outputMask: sameMask,
  });
  return Object.assign(self, {
    adapt(data: Tensor): void {
      self.build(data.shape);
      tidy(() => {
        const axes = axesOf(data.shape.length);
        const found = moments(
          cast(data, 'float32'),
          data.shape.map((_, i) => i).filter((i) => !axes.includes(i)),
        );
        self.weights.mean!.assign(found.mean as Variable);
        self.weights.variance!.assign(found.variance as Variable);
      });
    },
  });
}
