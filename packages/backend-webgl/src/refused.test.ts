// In a page whose browser gives no WebGL; it has a page of its own.
import { engine, removeBackend } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { activate, isAvailable, name } from './index.js';

test('where WebGL is off it says how to switch it on', async () => {
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = (() => null) as typeof getContext;
  try {
    if (engine().registry[name]) removeBackend(name);
    expect(await isAvailable()).toBe(false);
    await expect(activate()).rejects.toThrow(
      new Error(
        'activate: this browser gives no WebGL 2 on a GPU; switch graphics acceleration on in its settings (chrome://gpu says what is off), or take another backend.',
      ),
    );
  } finally {
    HTMLCanvasElement.prototype.getContext = getContext;
  }
});
