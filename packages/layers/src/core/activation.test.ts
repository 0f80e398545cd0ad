import { sigmoid, tanh } from '@tenonjs/activations';
import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor1d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { activation } from './activation.js';

testLayer(activation, {
  cases: [
    { title: 'tanh', options: { activation: tanh }, input: [2, 3, 2] },
    { title: 'sigmoid', options: { activation: sigmoid }, input: [4] },
  ],
  refuses: [
    [
      () => activation({ activation: 'relu' as never }),
      'activation: activation must be a function such as relu, got "relu".',
    ],
  ],
});

test('is the function', () => {
  expectClose(activation({ activation: sigmoid }).call(tensor1d([0])), [0.5]);
});
