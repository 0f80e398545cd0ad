import { backend, getBackend, matMul, memory, ones, softmax, type TensorInfo } from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
import { activate, isAvailable, name } from './index.js';
import type { WasmBackend } from './machine.js';

const simd = process.env.TENON_SIMD;
const threads = Number(process.env.TENON_THREADS);

test('the backend is wasm, of the kind asked for', async () => {
  expect(name).toBe('wasm');
  expect(await isAvailable()).toBe(true);
  expect(getBackend()).toBe('wasm');
});

test('a second call changes nothing', async () => {
  const x = ones([2, 2]);
  const before = memory().numTensors;
  expect(await activate()).toEqual({
    name: 'wasm',
    description: `wasm, ${simd} SIMD, ${threads === 1 ? '1 thread' : `${threads} threads`}`,
    threads,
  });
  expect(memory().numTensors).toBe(before);
  const y = matMul(x, x);
  expect([...y.dataSync()]).toEqual([2, 2, 2, 2]);
  x.dispose();
  y.dispose();
});

const forTfjsLayers = vi.hoisted(vi.fn);
vi.mock('./tfjsLayers.js', () => {
  forTfjsLayers();
  return {};
});

test('without tfjs-layers nothing is loaded for it', async () => {
  await activate();
  expect(forTfjsLayers).not.toHaveBeenCalled();
});

test.each([2 ** 28, 2 ** 30])(
  'more memory than there is, %d numbers at a time, is an error, and nothing is lost',
  (size) => {
    const x = ones([4]);
    softmax(x).dispose();
    const wasm = backend() as unknown as WasmBackend;
    const made: TensorInfo[] = [];
    expect(() => {
      for (;;) made.push(wasm.tenon!.make([size]));
    }).toThrow(new Error(`wasm: out of memory, a float32 tensor of shape [${size}] was asked for.`));
    for (const { dataId } of made) wasm.disposeData(dataId);
    expect([...softmax(x).dataSync()]).toEqual([0.25, 0.25, 0.25, 0.25]);
  },
);

test.each([0, -1, 1.5, NaN])('%d threads are refused', async (threads) => {
  await expect(activate({ threads })).rejects.toThrow(
    new RangeError(`activate: threads must be a positive integer, got ${threads}.`),
  );
});

test('the number of threads is settled by the first call', async () => {
  await expect(activate({ threads: 3 })).rejects.toThrow(
    new Error(
      `activate: threads must be ${threads}, with which the wasm backend already runs, got 3; ask for more in the first call, before setBackend.`,
    ),
  );
});

test('a folder without the file is refused, and the next call succeeds', async () => {
  await expect(activate({ wasmPaths: './nowhere' })).rejects.toThrow(
    new Error(
      'activate: there is no ./nowhere/tfjs-backend-wasm-simd.wasm; wasmPaths must be the folder of tfjs-backend-wasm-simd.wasm, or absent.',
    ),
  );
  await activate();
});
