import { backend, engine, type NamedAttrMap, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

/** Numbers between −1 and 1, other ones from every start. */
export const wave = (n: number, from: number): number[] =>
  Array.from({ length: n }, (_, i) => Math.sin(from + 1.3 * i));

export const floats = (values: readonly number[], shape: readonly number[] = [values.length]): Tensor =>
  tensor([...values], [...shape], 'float32');

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
