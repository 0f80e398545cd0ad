import type { Layer } from '@tenonjs/contracts';
import { oneOf, positiveInteger } from '@tenonjs/internal';
import { cast, expandDims, greaterEqual, sum, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { type LayerOptions, layer } from '../layer.js';
import { type Encoding, encoded, encodedShape, type Tokens, tokensOf } from './tokens.js';

export interface DiscretizationOptions extends LayerOptions {
  /** Where one bin ends and the next begins, rising; by default `adapt` finds them. */
  readonly binBoundaries?: readonly number[];
  /** How many bins `adapt` is to find, each with as many of the data as the others. */
  readonly numBins?: number;
  /** `'int'` gives a bin's number, the others encode it as `categoryEncoding` does; `'int'` by default. */
  readonly outputMode?: Encoding;
}

export interface DiscretizationLayer extends Layer {
  /** Takes the boundaries from data, in place of those before: the quantiles i / numBins. */
  adapt(data: Tokens): void;
}

/**
 * The bin that each number falls into.
 *
 *     y = how many boundaries are ≤ x
 *
 * Takes any shape, gives the same in int32, or an encoding of it in float32.
 *
 * @throws {RangeError} If neither or both of `binBoundaries` and `numBins` are given, or boundaries do not rise.
 * @throws {Error} If it is called before its boundaries are known.
 * @example
 * discretization({ binBoundaries: [0, 1] }).call(tensor1d([-1, 0, 5])); // [0, 1, 2]
 * @see https://keras.io/api/layers/preprocessing_layers/numerical/discretization/; there quantiles are approximate, here exact.
 */
export function discretization(options: DiscretizationOptions): DiscretizationLayer {
  const { numBins, outputMode = 'int' } = options;
  let boundaries = options.binBoundaries;
  if ((boundaries === undefined) === (numBins === undefined)) {
    throw new RangeError(
      `discretization: one of binBoundaries and numBins must be given, got ${boundaries ? 'both' : 'neither'}.`,
    );
  }
  if (numBins !== undefined) positiveInteger('discretization', { numBins });
  oneOf('discretization', { outputMode }, ['int', 'oneHot', 'multiHot', 'count']);
  if (boundaries?.some((one, i) => !(one > (boundaries![i - 1] ?? -Infinity)))) {
    throw new RangeError(`discretization: binBoundaries must rise, got [${boundaries.join(', ')}].`);
  }
  const depth = (): number => (boundaries ? boundaries.length + 1 : numBins!);
  const self = layer('discretization', options, {
    call: (x: Tensor) => {
      if (boundaries === undefined) {
        throw new Error(`${self.name ?? 'discretization'}: boundaries must be known, call adapt(data) first.`);
      }
      const passed = greaterEqual(expandDims(x, -1), tensor1d([...boundaries]));
      return encoded(sum(cast(passed, 'float32'), -1), outputMode, depth());
    },
    outputShape: (shape) => encodedShape(shape, outputMode, depth()),
  });
  Object.defineProperty(self, 'config', {
    enumerable: true,
    get: () => {
      const { numBins: _, ...rest } = options;
      return boundaries ? { ...rest, binBoundaries: boundaries } : options;
    },
  });
  return Object.assign(self, {
    adapt(data: Tokens): void {
      if (numBins === undefined) {
        throw new Error(`${self.name ?? 'discretization'}: adapt needs numBins, binBoundaries were given.`);
      }
      const values = Float32Array.from(tokensOf('discretization', data).values as number[]).sort();
      if (values.length === 0) throw new RangeError('discretization: data must hold numbers, got none.');
      // The value below which a share of the data lies, between two of them in proportion.
      boundaries = Array.from({ length: numBins - 1 }, (_, i) => {
        const at = Math.max(((i + 1) / numBins) * values.length - 1, 0);
        const low = values[Math.floor(at)]!;
        return low + ((values[Math.floor(at) + 1] ?? low) - low) * (at - Math.floor(at));
      });
    },
  });
}
