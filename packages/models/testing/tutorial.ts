import { relu, softmax } from '@tenonjs/activations';
import { conv2d, dense, dropout, flatten, maxPooling2d } from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { adam } from '@tenonjs/optimizers';
import { tensor1d, tensor4d } from '@tensorflow/tfjs-core';
import { type Model, sequential } from '../src/index.js';

/** The tutorial's CNN, from its seed. */
function tutorial(): Model<any, any> {
  const model = sequential(
    [
      conv2d({ filters: 32, kernelSize: 3, activation: relu }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: 128, activation: relu }),
      dropout({ rate: 0.5 }),
      dense({ units: 10, activation: softmax }),
    ],
    { seed: 1 },
  );
  model.compile({ optimizer: adam(), loss: sparseCategoricalCrossentropy });
  return model;
}

/** The losses of its first steps on these images, four at a time. */
export async function lossesOf(images: Uint8Array, labels: readonly number[]): Promise<number[]> {
  const model = tutorial();
  const losses: number[] = [];
  const batch = 4;
  for (let first = 0; first < labels.length; first += batch) {
    const pixels = Float32Array.from(images.subarray(first * 784, (first + batch) * 784), (pixel) => pixel / 255);
    const x = tensor4d(pixels, [batch, 28, 28, 1]);
    const y = tensor1d(labels.slice(first, first + batch), 'int32');
    const loss = model.trainStep(x, y);
    losses.push((await loss.data())[0]!);
    for (const tensor of [x, y, loss]) tensor.dispose();
  }
  model.dispose();
  return losses;
}
