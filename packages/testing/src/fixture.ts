import { readFileSync } from 'node:fs';
import { type Tensor, tensor } from '@tensorflow/tfjs-core';

/** Reference numbers made by another library; `command` is how. */
export interface Fixture<Case> {
  readonly command: string;
  readonly cases: readonly Case[];
}

/** Reads a fixture that lies beside the test: `readFixture(import.meta.url, './fixtures/losses.json')`. */
export function readFixture<Case>(base: string, file: string): Fixture<Case> {
  return JSON.parse(readFileSync(new URL(file, base), 'utf8'));
}

/** A float32 (or given dtype) tensor from a fixture's `{ shape, data }`. */
export function fixtureTensor(
  value: { shape: number[]; data: number[] },
  dtype: 'float32' | 'int32' = 'float32',
): Tensor {
  return tensor(value.data, value.shape, dtype);
}
