import { expect, test } from 'vitest';
import { activate, isAvailable, name } from './index.js';

test('in Node it says what to take instead', async () => {
  expect(name).toBe('webgl');
  expect(await isAvailable()).toBe(false);
  await expect(activate()).rejects.toThrow(
    new Error('activate: there is no WebGL in Node; take @tenonjs/backend-webgpu for a GPU, or @tenonjs/backend-wasm.'),
  );
});
