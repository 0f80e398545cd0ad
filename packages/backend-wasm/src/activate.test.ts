import { getBackend, matMul, memory, ones } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { activate, isAvailable, name } from './index.js';

const simd = process.env.TENON_SIMD;

test('the backend is wasm, of the kind asked for', async () => {
  expect(name).toBe('wasm');
  expect(await isAvailable()).toBe(true);
  expect(getBackend()).toBe('wasm');
});

test('a second call changes nothing', async () => {
  const x = ones([2, 2]);
  const before = memory().numTensors;
  expect(await activate()).toEqual({ name: 'wasm', description: `wasm, ${simd} SIMD, 1 thread`, threads: 1 });
  expect(memory().numTensors).toBe(before);
  const y = matMul(x, x);
  expect([...y.dataSync()]).toEqual([2, 2, 2, 2]);
  x.dispose();
  y.dispose();
});

test('a folder without the file is refused, and the next call succeeds', async () => {
  await expect(activate({ wasmPaths: './nowhere' })).rejects.toThrow(
    new Error(
      'activate: there is no ./nowhere/tfjs-backend-wasm-simd.wasm; wasmPaths must be the folder of tfjs-backend-wasm-simd.wasm, or absent.',
    ),
  );
  await activate();
});
