import type { Layer } from '@tenonjs/contracts';
import { fingerprint64, integer, oneOf, positiveInteger, sipHash } from '@tenonjs/internal';
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { type LayerOptions, layer } from '../layer.js';
import { type Encoding, encoded, encodedShape, type Token, valuesOf } from './tokens.js';

export interface HashingOptions extends LayerOptions {
  /** How many bins there are, that of `maskValue` included. */
  readonly numBins: number;
  /** What falls into bin 0, alone; by default nothing is set apart. */
  readonly maskValue?: string | number;
  /** A key, or two halves of it, for SipHash; FarmHash is used by default. */
  readonly salt?: number | readonly [number, number];
  /** `'int'` gives a bin's number, the others encode it as `categoryEncoding` does; `'int'` by default. */
  readonly outputMode?: Encoding;
}

const encoder = /* @__PURE__ */ new TextEncoder();

/** A function that gives each token one of so many bins. */
export function binOf(numBins: number, salt?: number | readonly [number, number]): (token: Token) => number {
  const key = salt === undefined ? undefined : ([salt].flat().map(BigInt) as bigint[]);
  const known = new Map<Token, number>();
  return (token) => {
    const before = known.get(token);
    if (before !== undefined) return before;
    const bytes = encoder.encode(typeof token === 'number' ? String(Math.trunc(token)) : token);
    const hash = key ? sipHash(bytes, [key[0]!, key[1] ?? key[0]!]) : fingerprint64(bytes);
    const bin = Number(hash % BigInt(numBins));
    known.set(token, bin);
    return bin;
  };
}

/**
 * Gives each word or whole number one of a few bins, the same one always, without a vocabulary.
 *
 *     y = fingerprint64(x) mod numBins
 *
 * Takes strings or numbers of any shape, gives the same shape in int32, or an encoding of it in float32. The bins are Keras's.
 *
 * @throws {RangeError} If `numBins` is not a positive integer, `salt` is not of integers or `outputMode` is none of those named.
 * @example
 * hashing({ numBins: 3 }).call(tensor1d(['A', 'B', 'C', 'D', 'E'])); // [1, 0, 1, 1, 2]
 * @see https://keras.io/api/layers/preprocessing_layers/categorical/hashing/
 */
export function hashing(options: HashingOptions): Layer {
  const { numBins, maskValue, salt, outputMode = 'int' } = options;
  positiveInteger('hashing', { numBins });
  for (const one of [salt ?? 0].flat()) integer('hashing', { salt: one });
  oneOf('hashing', { outputMode }, ['int', 'oneHot', 'multiHot', 'count']);
  const first = maskValue !== undefined && numBins > 1 ? 1 : 0;
  const bin = binOf(numBins - first, salt);
  return layer('hashing', options, {
    call: (x: Tensor) => {
      const bins = valuesOf('hashing', x).map((token) => (first === 1 && token === maskValue ? 0 : bin(token) + first));
      return encoded(tensor(bins, x.shape, 'int32'), outputMode, numBins);
    },
    outputShape: (shape) => encodedShape(shape, outputMode, numBins),
  });
}
