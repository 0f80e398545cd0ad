import { add, backend, ones } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import type { WebGpuBackend } from './backend.js';

test('a lost device is said at the next read and the next operation', async () => {
  const { device } = backend() as unknown as WebGpuBackend;
  // What is small and on the host tfjs computes there.
  const x = ones([64, 64]);
  const y = add(x, x);
  device.destroy();
  await device.lost;
  const lost =
    /^webgpu: the device was lost \(destroyed.*\); activate anew in a new process or page, and go on from the last checkpoint\.$/;
  await expect(y.data()).rejects.toThrow(lost);
  expect(() => add(y, y)).toThrow(lost);
});
