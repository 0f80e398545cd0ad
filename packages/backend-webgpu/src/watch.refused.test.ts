import { add, backend, ones } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import type { WebGpuBackend } from './backend.js';

test('a command that the device refuses is an error, not a number', async () => {
  const { device } = backend() as unknown as WebGpuBackend;
  // More than any device gives.
  device.createBuffer({ size: 2 ** 52, usage: 128 });
  // What is small and on the host tfjs computes there.
  const x = ones([64, 64]);
  await expect((async () => add(x, x).data())()).rejects.toThrow(/^webgpu: the device refused a command: \w/);
});
