// In a page whose browser has no WebGPU, or no GPU for it.
import { expect, test } from 'vitest';
import { activate, isAvailable } from './index.js';

test.runIf(typeof document !== 'undefined').each([
  [
    undefined,
    'activate: this browser has no WebGPU here; take Chrome or Edge 113, Safari 26, Firefox 141 or later, over https or on localhost, or another backend.',
  ],
  [
    { requestAdapter: async () => null },
    'activate: WebGPU finds no GPU that this browser allows; see chrome://gpu, or take another backend.',
  ],
])('navigator.gpu is %o', async (gpu, message) => {
  Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
  try {
    expect(await isAvailable()).toBe(false);
    await expect(activate()).rejects.toThrow(new Error(message));
  } finally {
    delete (navigator as { gpu?: unknown }).gpu;
  }
});
