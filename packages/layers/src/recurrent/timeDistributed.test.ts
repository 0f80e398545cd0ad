import { tanh } from '@tenonjs/activations';
import { expectClose, testLayer } from '@tenonjs/testing';
import { fill, gather, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { conv1d } from '../convolution/conv1d.js';
import { type DenseOptions, dense } from '../core/dense.js';
import { ones } from '../initializers/ones.js';
import { l2 } from '../regularizers/l2.js';
import { type TimeDistributedOptions, timeDistributed } from './timeDistributed.js';

/** A layer of its own for each, as a saved model has. */
const again = ({ layer, ...options }: TimeDistributedOptions) =>
  timeDistributed({ ...options, layer: dense(layer.config as unknown as DenseOptions) });

testLayer(again, {
  cases: [
    {
      title: 'dense',
      options: { layer: dense({ units: 2, activation: tanh }) },
      input: [2, 3, 2],
      weights: { 'layer/kernel': [2, 2], 'layer/bias': [2] },
    },
  ],
  refuses: [
    [() => timeDistributed({ layer: 1 as never }), 'timeDistributed: layer must be a layer, got number.'],
    [
      () => timeDistributed({ layer: dense({ units: 2 }) }).build([null, 2]),
      'timeDistributed: input must have rank 3 or more [batch, time, …], got shape [null, 2].',
    ],
  ],
});

test('each time step goes through the layer', () => {
  tidy(() => {
    const inner = conv1d({ filters: 2, kernelSize: 2 });
    const layer = timeDistributed({ layer: inner });
    const x = tensor(
      Array.from({ length: 24 }, (_, i) => Math.sin(i)),
      [2, 3, 4, 1],
    );
    const mask = fill([2, 3], 1, 'int32');
    const y = layer.call(x) as Tensor;
    expect(y.shape).toEqual([2, 3, 3, 2]);
    expect(layer.outputShape([null, 3, 4, 1])).toEqual([null, 3, 3, 2]);
    expect(layer.outputMask!(x, mask)).toBe(mask);
    for (let t = 0; t < 3; t++) {
      const step = gather(x, t, 1);
      expectClose(gather(y, t, 1), inner.call(step));
    }
    layer.dispose();
  });
});

test('penalties of the layer are its own', () => {
  const layer = timeDistributed({
    layer: dense({ units: 1, kernelInitializer: ones(), kernelRegularizer: l2({ l2: 0.5 }) }),
  });
  layer.build([null, 2, 3]);
  expectClose(layer.losses!()[0]!, [1.5]);
  layer.dispose();
  expect(layer.losses!()).toEqual([]);
});
