import type { Layer, Shape } from '@tenonjs/contracts';
import { fraction } from '@tenonjs/internal';
import type { LayerOptions } from '../layer.js';
import { showShape } from '../shapes.js';
import { dropoutLayer } from './dropoutLayer.js';

export interface DropoutOptions extends LayerOptions {
  /** The share of inputs set to zero, in [0, 1). */
  readonly rate: number;
  /**
   * The shape of the mask, of the input's rank; axes of size 1 share their mask, null stands for the input's size:
   * `[null, 1, null]` drops a feature over all time steps. By default each element has its own.
   */
  readonly noiseShape?: Shape;
  /** Seeds the masks; mixed with the model's seed where there is one. */
  readonly seed?: number;
}

/**
 * Sets a random share of its inputs to zero in training and scales up the rest, so that the sum stays the same on
 * average; at inference it changes nothing.
 *
 *     y = x / (1 − rate) with probability 1 − rate, else 0
 *
 * Takes and gives any shape. The same seed drops the same elements on every backend.
 *
 * @throws {RangeError} If `rate` is outside [0, 1).
 * @example
 * dropout({ rate: 0.5 }).call(tensor1d([1, 2])); // [1, 2]
 * @see Srivastava et al. 2014, https://jmlr.org/papers/v15/srivastava14a.html; scaled in training, as in Keras.
 */
export function dropout(options: DropoutOptions): Layer {
  const { rate, noiseShape } = options;
  fraction('dropout', { rate });
  return dropoutLayer('dropout', options, noiseShape, noiseShapeFits(noiseShape));
}

/** Refuses inputs of another rank than the noise's. */
export const noiseShapeFits =
  (noiseShape: Shape | undefined) =>
  (who: string, shape: Shape): void => {
    if (noiseShape && noiseShape.length !== shape.length) {
      throw new RangeError(
        `${who}: noiseShape must have the input's rank ${shape.length}, got shape ${showShape(noiseShape)}.`,
      );
    }
  };
