// A GPU that is lost while a model trains: a clear error, and the last checkpoint kept. It has a process, or page, of its own.
import { dense } from '@tenonjs/layers';
import { meanSquaredError } from '@tenonjs/losses';
import { sgd } from '@tenonjs/optimizers';
import { backendName } from '@tenonjs/testing';
import { backend } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { inMemory } from '../testing/blobs.js';
import { modelCheckpoint, sequential } from './index.js';

interface Gpu {
  readonly gpgpu: { readonly gl: WebGL2RenderingContext };
  readonly device: { destroy(): void; readonly lost: Promise<unknown> };
}

test.runIf(/webg/.test(backendName))(
  'a GPU lost while training is an error, and the last checkpoint is kept',
  async () => {
    const gpu = backend() as unknown as Gpu;
    const lose = async (): Promise<void> => {
      if (backendName === 'chromium-webgl') gpu.gpgpu.gl.getExtension('WEBGL_lose_context')!.loseContext();
      else {
        gpu.device.destroy();
        await gpu.device.lost;
      }
    };
    const n = 64;
    const x = { data: Float32Array.from({ length: 16 * n }, (_, i) => Math.sin(i)), shape: [n, 16] };
    const y = { data: Float32Array.from({ length: n }, (_, i) => Math.cos(i)), shape: [n, 1] };
    const model = sequential([dense({ units: 32 }), dense({ units: 1 })], { seed: 1 });
    model.compile({ optimizer: sgd(), loss: meanSquaredError });
    const storage = inMemory();
    let kept: Uint8Array | undefined;
    let epochs = 0;
    const training = model.fit(x, y, {
      epochs: 5,
      verbose: 0,
      callbacks: [
        modelCheckpoint(storage),
        {
          onEpochEnd: async () => {
            epochs++;
            kept = (await storage.read('weights.safetensors')).slice();
          },
          onBatchEnd: async () => {
            if (epochs === 2) await lose();
          },
        },
      ],
    });
    await expect(training).rejects.toThrow(
      backendName === 'chromium-webgl'
        ? new Error(
            'webgl: the context was lost (its driver was reset, or memory ran out); activate anew in a new page, and go on from the last checkpoint.',
          )
        : /^webgpu: the device was lost \(destroyed.*\); activate anew in a new process or page, and go on from the last checkpoint\.$/,
    );
    expect(epochs).toBe(2);
    // 16 · 32 + 32 + 32 + 1 numbers, and what says which they are.
    expect(kept!.length).toBeGreaterThan(4 * 577);
    expect(await storage.read('weights.safetensors')).toEqual(kept);
    expect((await storage.read('model.json')).length).toBeGreaterThan(0);
  },
);
