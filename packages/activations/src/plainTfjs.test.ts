/** Activations outside of Tenon, in a layer of tfjs-layers. */

import type { Activation } from '@tenonjs/contracts';
import { type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { expect, test } from 'vitest';
import { gelu, mish, relu, softmax } from './index.js';

class Activate extends layers.Layer {
  static readonly className = 'Activate';
  constructor(private readonly activation: Activation) {
    super({});
  }
  override call(inputs: Tensor | Tensor[]): Tensor {
    return this.activation(Array.isArray(inputs) ? inputs[0]! : inputs);
  }
}

test.each([gelu, mish, relu])('tfjs-layers trains through an activation and a softmax', async (activation) => {
  const x = tensor2d([-2, -1, -0.5, 0.5, 1, 2], [6, 1]);
  const y = tensor2d([
    [1, 0],
    [1, 0],
    [1, 0],
    [0, 1],
    [0, 1],
    [0, 1],
  ]);
  const model = sequential();
  model.add(layers.dense({ inputShape: [1], units: 4, kernelInitializer: 'ones' }));
  model.add(new Activate(activation));
  model.add(layers.dense({ units: 2, kernelInitializer: 'zeros' }));
  model.add(new Activate(softmax));
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
  const { history } = await model.fit(x, y, { epochs: 20, verbose: 0 });
  const { loss } = history as { loss: number[] };
  expect(loss.at(-1)).toBeLessThan(0.95 * loss[0]!);
});
