/** Values and gradients stay finite wherever predictions may be. */

import { backendName } from '@tenonjs/testing';
import { engine, fill, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import * as losses from './index.js';

const anything = [0, -0, 1e-30, -1e-30, 88, -88, 1e4, -1e4];
const notNegative = anything.map(Math.abs);
const probabilities = [0, 1, 1, 0, 1e-30, 1, 1, 1e-30];

type Options = { readonly fromLogits?: boolean };
type Compare = (yTrue: Tensor, yPred: Tensor, options?: any) => Tensor;

const crossentropies = ['categoricalCrossentropy', 'categoricalFocalCrossentropy', 'sparseCategoricalCrossentropy'];
const ofProbabilities = [...crossentropies, 'categoricalGeneralizedCrossEntropy'];
const ofLogits = [...crossentropies, 'binaryCrossentropy', 'binaryFocalCrossentropy'];
const ofLabels = ['sparseCategoricalCrossentropy', 'categoricalGeneralizedCrossEntropy', 'circle'];

type Case = readonly [name: string, options: Options, predictions: number[], loss: Compare];
const cases = Object.entries<Compare>(losses).flatMap(([name, loss]): Case[] => {
  const own: Case[] = [[name, {}, probabilities, loss]];
  if (ofLogits.includes(name)) own.push([name, { fromLogits: true }, anything, loss]);
  if (!ofProbabilities.includes(name)) own.push([name, {}, name === 'poisson' ? notNegative : anything, loss]);
  return own;
});

// tfjs's WebGL loses ctc's 1e30, as in its own test.
const here = cases.filter(([name]) => !(backendName === 'chromium-webgl' && name === 'ctc'));

test.each(here)('%s %o of %j', (name, options, predictions, loss) => {
  const shape = name === 'ctc' ? [2, 2, 2] : [4, 2];
  const targets = name === 'ctc' ? [2, 1] : ofLabels.includes(name) ? [4] : shape;
  for (const target of name === 'ctc' ? [1] : [0, 1]) {
    const yPred = tensor(predictions, shape);
    const { value, grads } = engine().gradients(
      () => loss(fill(targets, target), yPred, options),
      [yPred],
      fill([shape[0]!], 1),
    );
    for (const x of [value, grads[0]!]) {
      expect([...x.dataSync()].every(Number.isFinite), `${target}: ${x.dataSync()}`).toBe(true);
    }
  }
});
