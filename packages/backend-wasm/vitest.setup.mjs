import { backend } from '@tensorflow/tfjs-core';
import { afterEach, expect } from 'vitest';
import { activate } from './src/activate.ts';

await activate({ relaxed: process.env.TENON_SIMD === 'relaxed' });

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
