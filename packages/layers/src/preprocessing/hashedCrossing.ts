import type { Layer } from '@tenonjs/contracts';
import { fingerprint64, fingerprintOf, oneOf, positiveInteger } from '@tenonjs/internal';
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { assemble, type LayerOptions } from '../layer.js';
import { severalInputs } from '../merging/merge.js';
import { showShape } from '../shapes.js';
import { encoded, encodedShape, type Token, valuesOf } from './tokens.js';

export interface HashedCrossingOptions extends LayerOptions {
  /** How many bins there are. */
  readonly numBins: number;
  /** `'int'` gives a bin's number, `'oneHot'` a row with a 1 at it; `'int'` by default. */
  readonly outputMode?: 'int' | 'oneHot';
}

/** Where TensorFlow's crosses begin. */
const START = 0xdecafcaffen;

/**
 * Gives each combination of two or more features one of a few bins.
 *
 *     y = fingerprint64(x₁, x₂, …) mod numBins
 *
 * Takes strings or whole numbers `[batch]` or `[batch, 1]`, one tensor a feature, gives the same shape in int32, or `[batch, numBins]`
 * in float32. The bins are Keras's.
 *
 * @throws {RangeError} If `numBins` is not a positive integer or `outputMode` is neither.
 * @example
 * const features = [tensor1d(['A', 'B', 'A', 'B', 'A']), tensor1d([101, 101, 101, 102, 102], 'int32')];
 * hashedCrossing({ numBins: 5 }).call(features); // [1, 4, 1, 1, 3]
 * @see https://keras.io/api/layers/preprocessing_layers/categorical/hashed_crossing/
 */
export function hashedCrossing(options: HashedCrossingOptions): Layer<Tensor[], Tensor> {
  const { numBins, outputMode = 'int' } = options;
  positiveInteger('hashedCrossing', { numBins });
  oneOf('hashedCrossing', { outputMode }, ['int', 'oneHot']);
  const encoder = new TextEncoder();
  const hashOf = (token: Token): bigint =>
    typeof token === 'number' ? BigInt.asUintN(64, BigInt(Math.trunc(token))) : fingerprint64(encoder.encode(token));
  return assemble<Tensor[], Tensor>('hashedCrossing', options, {
    check: (who, shapes) => {
      severalInputs(who, shapes);
      const alike = shapes.every(
        (shape) =>
          shape.length === shapes[0]!.length &&
          shape.every((size, i) => size === null || shapes[0]![i] === null || size === shapes[0]![i]),
      );
      const single = shapes[0]!.length === 1 || (shapes[0]!.length === 2 && shapes[0]![1] === 1);
      if (!alike || !single) {
        throw new RangeError(
          `${who}: inputs must all have shape [batch] or [batch, 1], got shapes ${shapes.map(showShape).join(' and ')}.`,
        );
      }
    },
    call: (xs) => {
      const features = xs.map((x) => valuesOf('hashedCrossing', x));
      const bins = features[0]!.map((_, i) => {
        const hash = features.reduce((hash, feature) => fingerprintOf(hash, hashOf(feature[i]!)), START);
        return Number(hash % BigInt(numBins));
      });
      return encoded(tensor(bins, xs[0]!.shape, 'int32'), outputMode, numBins);
    },
    outputShape: (shapes) => encodedShape(shapes[0]!, outputMode, numBins),
  });
}
