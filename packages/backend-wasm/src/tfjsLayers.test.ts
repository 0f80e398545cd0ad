// A program that knows nothing of Tenon gains from it: tfjs-layers on wasm.
import '@tensorflow/tfjs-backend-cpu';
import { expectClose } from '@tenonjs/testing';
import { setBackend, type Tensor, tensor } from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { expect, test } from 'vitest';

/** The losses of 20 steps on `backend`. */
async function losses(backend: string, model: () => layers.Sequential, shape: number[], classes: number) {
  await setBackend(backend);
  const [batch] = shape as [number];
  const size = shape.reduce((product, n) => product * n, 1);
  const x = tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(i * 12.9898 + 1) ** 2),
    shape,
  );
  const y = tensor(
    Float32Array.from({ length: batch * classes }, (_, i) => Number(i % classes === Math.floor(i / classes) % classes)),
    [batch, classes],
  );
  const net = model();
  net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
  const seen: number[] = [];
  for (let step = 0; step < 20; step++) seen.push((await net.trainOnBatch(x, y)) as number);
  net.dispose();
  for (const data of [x, y] as Tensor[]) data.dispose();
  return seen;
}

const uniform = (seed: number) => layers.initializers.glorotUniform({ seed });

const cnn = () =>
  layers.sequential({
    layers: [
      layers.layers.conv2d({
        filters: 4,
        kernelSize: 3,
        activation: 'relu',
        inputShape: [12, 12, 1],
        kernelInitializer: uniform(1),
      }),
      layers.layers.maxPooling2d({ poolSize: 2 }),
      layers.layers.flatten(),
      layers.layers.dense({ units: 16, activation: 'relu', kernelInitializer: uniform(2) }),
      layers.layers.dense({ units: 5, activation: 'softmax', kernelInitializer: uniform(3) }),
    ],
  });

const lstm = () =>
  layers.sequential({
    layers: [
      layers.layers.lstm({
        units: 8,
        inputShape: [6, 3],
        kernelInitializer: uniform(1),
        recurrentInitializer: uniform(2),
      }),
      layers.layers.dense({ units: 5, activation: 'softmax', kernelInitializer: uniform(3) }),
    ],
  });

test.each([
  ['its CNN', cnn, [10, 12, 12, 1]],
  ['its LSTM', lstm, [10, 6, 3]],
] as const)('%s trains on wasm with the losses it has on cpu', async (_, model, shape) => {
  const expected = await losses('cpu', model, [...shape], 5);
  const seen = await losses('wasm', model, [...shape], 5);
  expectClose(seen, expected, 1e-4);
  expect(seen.at(-1)).toBeLessThan(seen[0]!);
});
