import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { sequential } from '@tenonjs/models';
import { adam } from '@tenonjs/optimizers';
import { randomUniform } from '@tensorflow/tfjs-core';

/** Trains a model on one batch that stays on the device. */
export const training = (layers, loss, batch) => async () => {
  const model = sequential(layers(), { seed: 0 });
  model.compile({ optimizer: adam(), loss });
  const { x, y } = batch();
  return async (steps) => {
    let loss;
    for (let step = 0; step < steps; step++) {
      loss?.dispose();
      loss = model.trainStep(x, y);
    }
    await loss.data();
    loss.dispose();
  };
};

const crossentropy = (labels, logits) => sparseCategoricalCrossentropy(labels, logits, { fromLogits: true });

/** Ten classes, from their logits, as PyTorch's CrossEntropyLoss takes them. */
export const classifier = (layers, shape) =>
  training(layers, crossentropy, () => ({
    x: randomUniform(shape),
    y: randomUniform([shape[0]], 0, 10, 'int32'),
  }));
