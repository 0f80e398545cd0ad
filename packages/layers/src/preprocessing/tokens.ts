/** What goes into layers that know words or categories, and what comes out of them. */
import type { Shape } from '@tenonjs/contracts';
import { cast, matMul, minimum, oneHot, ones, reshape, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

/** Words or whole numbers. */
export type Token = string | number;

/** A tensor of strings or numbers, or nested arrays of them. */
export type Tokens = Tensor | readonly (Token | Tokens)[];

const isTensor = (data: Tokens): data is Tensor => 'dataId' in data;

/** The values and the shape of tokens. */
export function tokensOf(who: string, data: Tokens): { values: Token[]; shape: number[] } {
  if (isTensor(data)) return { values: valuesOf(who, data), shape: data.shape };
  if (!Array.isArray(data)) throw new TypeError(`${who}: data must be a tensor or an array, got ${typeof data}.`);
  const shape: number[] = [];
  for (let level: unknown = data; Array.isArray(level); level = level[0]) shape.push(level.length);
  const values = data.flat(shape.length - 1) as Token[];
  if (values.length !== shape.reduce((a, b) => a * b, 1) || values.some(Array.isArray)) {
    throw new RangeError(`${who}: data must be an array whose rows are of one length, got rows of several.`);
  }
  return { values, shape };
}

/**
 * A tensor's values: words lie on the host with every backend, and so do numbers that came from there.
 *
 * @throws {Error} If a GPU has computed them which cannot be read at once.
 */
export function valuesOf(who: string, x: Tensor): Token[] {
  try {
    return Array.from(x.dataSync() as unknown as ArrayLike<Token>);
  } catch (cause) {
    if (x.isDisposed) throw cause;
    throw new Error(
      `${who}: input that a GPU has computed must be read first, tensor(await x.data(), x.shape, x.dtype).`,
      { cause },
    );
  }
}

/** How categories come out: as they are, one by one, or together. */
export type Encoding = 'int' | 'oneHot' | 'multiHot' | 'count';

/**
 * Categories `[batch, …, length]` encoded: `'oneHot'` gives each its own row of `depth` numbers, in the place of a last axis of
 * size 1 where there is one; `'multiHot'` and `'count'` one row for all along the last axis; `'int'` leaves them.
 */
export function encoded(indices: Tensor, encoding: Encoding, depth: number, weights?: Tensor): Tensor {
  const whole = cast(indices, 'int32');
  if (encoding === 'int') return whole;
  const { shape } = whole;
  const single = shape.length > 1 && shape.at(-1) === 1;
  const each = oneHot(reshape(whole, [-1]) as Tensor1D, depth);
  if (encoding === 'oneHot') return cast(reshape(each, [...(single ? shape.slice(0, -1) : shape), depth]), 'float32');
  const length = shape.length > 1 ? shape.at(-1)! : 1;
  // Counted by a product, since WebGPU turns no integers.
  const counts = matMul(
    weights ? reshape(weights, [-1, 1, length]) : ones([each.shape[0]! / length, 1, length]),
    cast(reshape(each, [-1, length, depth]), 'float32'),
  );
  const rows = reshape(counts, [...(shape.length > 1 ? shape.slice(0, -1) : shape), depth]);
  return encoding === 'count' ? rows : minimum(rows, 1);
}

/** The shape of `encoded`. */
export function encodedShape(shape: Shape, encoding: Encoding, depth: number | null): Shape {
  if (encoding === 'int') return shape;
  const kept = encoding === 'oneHot' ? shape.length === 1 || shape.at(-1) !== 1 : shape.length === 1;
  return [...(kept ? shape : shape.slice(0, -1)), depth];
}
