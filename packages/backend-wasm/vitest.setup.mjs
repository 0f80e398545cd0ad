import { backend, getKernelsForBackend, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { afterEach, expect } from 'vitest';
import { activate } from './src/activate.ts';

await activate({ relaxed: process.env.TENON_SIMD === 'relaxed', threads: Number(process.env.TENON_THREADS) });
if (process.env.TENON_THREADS !== '1') compareThreads(backend());

// With threads, every kernel runs twice: in the smallest shares that there are, and whole. Not a bit may differ.
function compareThreads(wasm) {
  const { tenon } = wasm;
  const { asleep } = tenon.threads;
  tenon.measures = false;
  for (const config of getKernelsForBackend('wasm').filter(({ settings }) => settings)) {
    const run = (leastShare, args) => {
      tenon.leastShare = leastShare;
      Object.assign(tenon.threads, { asleep: () => false });
      try {
        return config.kernelFunc(args);
      } finally {
        Object.assign(tenon.threads, { asleep });
      }
    };
    unregisterKernel(config.kernelName, 'wasm');
    registerKernel({
      ...config,
      kernelFunc(args) {
        const shared = run(1, args);
        const whole = [run(Infinity, args)].flat();
        [shared].flat().forEach(({ dataId }, i) => {
          expect(bytes(wasm, dataId).equals(bytes(wasm, whole[i].dataId)), config.kernelName).toBe(true);
          wasm.disposeData(whole[i].dataId);
        });
        return shared;
      },
    });
  }
}

function bytes(wasm, dataId) {
  const data = wasm.readSync(dataId);
  // Strings are lists of bytes.
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data.buffer);
}

// Every allocation stands between two guards, which no kernel may have touched by the end of a test.
const GUARD = 64;
const MARK = 0xab;
const { wasm } = backend();
// Emscripten's stubs put the real functions in their own place when first called.
wasm._free(wasm._malloc(1));
const { _malloc, _free } = wasm;
const live = new Map();

wasm._malloc = (bytes) => {
  const start = _malloc(bytes + 2 * GUARD) >>> 0;
  if (start === 0) return 0;
  wasm.HEAPU8.fill(MARK, start, start + GUARD);
  wasm.HEAPU8.fill(MARK, start + GUARD + bytes, start + bytes + 2 * GUARD);
  live.set(start + GUARD, bytes);
  return start + GUARD;
};

const broken = [];

function inspect(address) {
  const guards = [address - GUARD, address + live.get(address)];
  if (guards.some((at) => wasm.HEAPU8.subarray(at, at + GUARD).some((byte) => byte !== MARK))) broken.push(address);
}

wasm._free = (address) => {
  if (!live.has(address)) return _free(address);
  inspect(address);
  live.delete(address);
  _free(address - GUARD);
};

afterEach(() => {
  for (const address of live.keys()) inspect(address);
  expect(broken.splice(0), 'writes beyond a tensor').toEqual([]);
});
