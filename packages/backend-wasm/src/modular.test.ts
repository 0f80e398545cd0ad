import { readFileSync } from 'node:fs';
import { conv2d, type Tensor4D, tensor, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { activate as activateAll } from './index.js';
import { stock, union } from './kernel.js';
import type { Machine } from './machine.js';
import * as modular from './modular.js';
import { everyKernel } from './tfjs/everyKernel.js';

const { activate, isAvailable, name, ...families } = modular;

test('every kernel is of a family, the same in each that has it', () => {
  const { own: kernels } = union(Object.values(families));
  const own = Object.values(families).flatMap((family) => Object.entries(family.own));
  const taken = Object.values(families).flatMap((family) => family.stock);
  for (const [kernel, run] of own) expect(run, kernel).toBe(kernels[kernel]);
  expect(new Set(taken)).toEqual(new Set(everyKernel));
});

test('what the package knows at large, a module of it knows too', async () => {
  expect([name, await isAvailable()]).toEqual(['wasm', true]);
  const all = await activateAll();
  expect(await activate({ kernels: [modular.basics] })).toEqual(all);
  tidy(() => {
    const y = conv2d(tensor([1, 2, 3, 4], [1, 2, 2, 1]) as Tensor4D, tensor([1, 1, 1, 1], [2, 2, 1, 1]), 1, 'valid');
    expect([...y.dataSync()]).toEqual([10]);
  });
});

test('a kernel that another calls for and that is not there is named', () => {
  expect(() => stock({ stock: {} } as unknown as Machine, 'Turn', {})).toThrow(
    new Error('wasm: kernel Turn is called for; name its family in activate({ kernels }).'),
  );
});

test('every family stands in the README', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(Object.keys(families).filter((family) => !readme.includes(`\n| \`${family}\``))).toEqual([]);
});
