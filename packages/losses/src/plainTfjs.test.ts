/** Losses outside of Tenon, in tfjs-layers' compile; the README's program trains with tfjs-core alone. */

import type { Loss } from '@tenonjs/contracts';
import { type Tensor, tensor2d, train } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { expect, test } from 'vitest';
import * as losses from './index.js';

const x = tensor2d([-2, -1, -0.5, 0.5, 1, 2], [6, 1]);
const classes = tensor2d([
  [1, 0],
  [1, 0],
  [1, 0],
  [0, 1],
  [0, 1],
  [0, 1],
]);

async function improves(loss: Loss, y: Tensor, activation: 'linear' | 'softmax'): Promise<void> {
  const model = sequential({
    layers: [layers.dense({ inputShape: [1], units: 2, activation, kernelInitializer: 'zeros' })],
  });
  model.compile({ optimizer: train.adam(0.1), loss, metrics: [loss] });
  const { history } = await model.fit(x, y, { epochs: 10, batchSize: 3, verbose: 0 });
  const { loss: values } = history as { loss: number[] };
  expect(values.at(-1)).toBeLessThan(0.95 * values[0]!);
}

// Not with labels or embeddings: tfjs-layers wants targets shaped like outputs, save for its own sparse loss.
const { categoricalGeneralizedCrossEntropy, circle, ctc, sparseCategoricalCrossentropy, ...shapedAlike } = losses;

test.each(Object.entries(shapedAlike))('tfjs-layers compiles and fits with %s', async (_, loss) =>
  improves(loss, classes, 'softmax'),
);

test('tfjs-layers compiles and fits with options in an arrow', async () => {
  await improves((t, p) => losses.binaryCrossentropy(t, p, { fromLogits: true }), classes, 'linear');
});
