import { fingerprint64 } from '@tenonjs/internal';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { broadcast, type Kernel, sizeOf } from '../kernel.js';
import type { Machine } from '../machine.js';
import { assertAndGetBroadcastShape, decodeString, encodeString } from '../tfjs/core.js';
import { binaryOf } from './plain.js';
import { repeated } from './repeated.js';

// What tfjs's own kernels on wasm do wrongly, or not at all, for strings.

export const bytes = (m: Machine, x: TensorInfo): Uint8Array[] => m.backend.readSync(x.dataId) as Uint8Array[];

const decoded = (m: Machine, x: TensorInfo): string[] => bytes(m, x).map((text) => decodeString(text));

export const made = (m: Machine, shape: readonly number[], texts: readonly Uint8Array[]): TensorInfo =>
  m.backend.makeOutput([...shape], 'string', undefined, texts);

const comparison =
  (name: string, holds: (a: string, b: string) => boolean): Kernel =>
  (m, { a, b }) => {
    if (a.dtype !== 'string') return binaryOf(m, name, a, b, 'bool');
    const shape = assertAndGetBroadcastShape(a.shape, b.shape);
    const y = m.make(shape, 'bool');
    const [p, q, to] = [decoded(m, a), decoded(m, b), m.values(y)];
    const [ia, ib] = [broadcast(a.shape, shape), broadcast(b.shape, shape)];
    for (let i = 0; i < to.length; i++) to[i] = holds(p[ia[i]!]!, q[ib[i]!]!) ? 1 : 0;
    return y;
  };

export const equal: Kernel = comparison('Equal', (a, b) => a === b);

export const notEqual: Kernel = comparison('NotEqual', (a, b) => a !== b);

export const less: Kernel = comparison('Less', (a, b) => a < b);

export const lessEqual: Kernel = comparison('LessEqual', (a, b) => a <= b);

export const greater: Kernel = comparison('Greater', (a, b) => a > b);

export const greaterEqual: Kernel = comparison('GreaterEqual', (a, b) => a >= b);

export const fill: Kernel = (m, _, { shape, value, dtype }) => {
  if (typeof value !== 'string') {
    const y = m.make(shape, dtype ?? (typeof value === 'boolean' ? 'bool' : 'float32'));
    m.values(y).fill(value);
    return y;
  }
  return made(m, shape, new Array(sizeOf(shape)).fill(encodeString(value)));
};

export const tile: Kernel = (m, { x }, attrs) => {
  if (x.dtype !== 'string') return repeated(m, x, attrs.reps);
  const shape = x.shape.map((size: number, axis: number) => size * attrs.reps[axis]);
  // Each axis apart, as an outer one of repetitions and an inner one of x, over the first of which x is broadcast.
  const [apart, once]: [number[], number[]] = [[], []];
  x.shape.forEach((size: number, axis: number) => {
    apart.push(attrs.reps[axis], size);
    once.push(1, size);
  });
  const from = bytes(m, x);
  return made(
    m,
    shape,
    Array.from(broadcast(once, apart), (i) => from[i]!),
  );
};

export const staticRegexReplace: Kernel = (m, { x }, { pattern, rewrite, replaceGlobal }) => {
  const expression = new RegExp(pattern, replaceGlobal ? 'g' : '');
  return made(
    m,
    x.shape,
    decoded(m, x).map((text) => encodeString(text.replace(expression, rewrite))),
  );
};

/** tfjs's own brings a library of 64-bit numbers. */
export const stringToHashBucketFast: Kernel = (m, { input }, { numBuckets }) => {
  const y = m.make(input.shape, 'int32');
  const to = m.values(y);
  bytes(m, input).forEach((text, i) => {
    to[i] = Number(fingerprint64(text) % BigInt(numBuckets));
  });
  return y;
};
