import { backend, engine, type NamedAttrMap, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

/** Numbers between −1 and 1, other ones from every start. */
export const wave = (n: number, from: number): number[] =>
  Array.from({ length: n }, (_, i) => Math.sin(from + 1.3 * i));

export const floats = (values: readonly number[], shape: readonly number[] = [values.length]): Tensor =>
  tensor([...values], [...shape], 'float32');

/** `hash` of the kernels page. */
function hash(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The random bits of element i. */
export const bits = (seed: number, i: number): number => hash(hash(seed) + Math.imul(i, 0x9e3779b9));

/** All outputs of a kernel of the active backend. */
export const run = (name: string, inputs: Readonly<Record<string, Tensor>>, attrs: object = {}): Tensor[] =>
  [engine().runKernel(name, inputs, attrs as NamedAttrMap) as Tensor | Tensor[]].flat();

/** A test whose tensors go when it ends, and with them all that the backend holds. */
export async function scoped(test: () => Promise<void>): Promise<void> {
  const before = backend().numDataIds();
  engine().startScope();
  try {
    await test();
  } finally {
    engine().endScope();
  }
  expect(backend().numDataIds()).toBe(before);
}
