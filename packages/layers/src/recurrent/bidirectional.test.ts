import { expectClose, readFixture, testLayer } from '@tenonjs/testing';
import { memory, slice, type Tensor, tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { joined } from '../../testing/joined.js';
import { dense } from '../core/dense.js';
import { type BidirectionalOptions, bidirectional } from './bidirectional.js';
import { gru } from './gru.js';
import { lstm } from './lstm.js';
import { rnn } from './rnn.js';
import { simpleRNN } from './simpleRNN.js';
import { simpleRNNCell } from './simpleRNNCell.js';

const mask = [
  [1, 1, 0],
  [0, 1, 1],
];

/** Layers of its own for each, as a saved model has. */
const fresh = ({ layer, backwardLayer, ...options }: BidirectionalOptions) =>
  bidirectional({
    ...options,
    layer: layer.again({}),
    ...(backwardLayer && { backwardLayer: backwardLayer.again({}) }),
  });

const weights = (units: number, gates: number) =>
  Object.fromEntries(
    ['forward', 'backward'].flatMap((way) => [
      [`${way}/kernel`, [1, gates * units]],
      [`${way}/recurrentKernel`, [units, gates * units]],
      [`${way}/bias`, [gates * units]],
    ]),
  );

const kinds = { lstm, gru, simpleRNN } as const;

testLayer(joined<BidirectionalOptions>(fresh), {
  cases: [
    ...(['concat', 'sum', 'mul', 'ave'] as const).map((mergeMode) => ({
      title: mergeMode,
      options: { layer: simpleRNN({ units: 2 }), mergeMode },
      input: [2, 3, 1],
      weights: weights(2, 1),
    })),
    {
      title: 'null, sequences, masked',
      options: { layer: simpleRNN({ units: 2, returnSequences: true }), mergeMode: null, mask } as BidirectionalOptions,
      input: [2, 3, 1],
      weights: weights(2, 1),
    },
    {
      title: 'states in and out, two layers',
      options: {
        layer: lstm({ units: 1, returnState: true, returnSequences: true }),
        backwardLayer: lstm({ units: 1, returnState: true, returnSequences: true, goBackwards: true }),
      },
      input: [[2, 3, 1], ...[1, 2, 3, 4].map(() => [2, 1])],
      weights: weights(1, 4),
    },
    {
      title: 'of cells',
      options: { layer: rnn({ cell: simpleRNNCell({ units: 2 }) }), mergeMode: 'sum' },
      input: [2, 2, 1],
      weights: {
        'forward/cell/kernel': [1, 2],
        'forward/cell/recurrentKernel': [2, 2],
        'forward/cell/bias': [2],
        'backward/cell/kernel': [1, 2],
        'backward/cell/recurrentKernel': [2, 2],
        'backward/cell/bias': [2],
      },
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/bidirectional.json'),
  options: ({ kind, mergeMode, ...options }) => ({ layer: kinds[kind as 'lstm'](options as never), mergeMode }),
  refuses: [
    [
      () => bidirectional({ layer: lstm({ units: 2 }), mergeMode: 'max' as never }),
      'bidirectional: mergeMode must be "concat" or "sum" or "mul" or "ave" or null, got "max".',
    ],
    [
      () => bidirectional({ layer: dense({ units: 2 }) as never }),
      'bidirectional: layer must be a recurrent layer, such as lstm gives, got dense.',
    ],
    [
      () => bidirectional({ layer: lstm({ units: 2 }), backwardLayer: lstm({ units: 2 }) }),
      'bidirectional: layer and backwardLayer must go different ways, got goBackwards false for both.',
    ],
    [
      () =>
        bidirectional({
          layer: lstm({ units: 2 }),
          backwardLayer: lstm({ units: 2, goBackwards: true, returnSequences: true }),
        }),
      'bidirectional: returnSequences must be the same for layer and backwardLayer, got false and true.',
    ],
    [
      () => bidirectional({ layer: gru({ units: 2 }) }).call([zeros([2, 3, 1]), zeros([2, 2])]),
      'bidirectional: states must be as many for one direction as for the other, got 1.',
    ],
    [
      () => bidirectional({ layer: gru({ units: 2 }) }).build([null, 3]),
      'gru: input must have rank 3 [batch, time, features], got shape [null, 3].',
    ],
  ],
});

test('padding changes nothing where it is masked, and gives zeros', () => {
  tidy(() => {
    const layer = bidirectional({ layer: gru({ units: 2, returnSequences: true }) });
    const x = tensor([1, -1, 0.5, 9], [1, 4, 1]);
    const y = layer.call(x, { mask: tensor([[1, 1, 1, 0]], [1, 4], 'bool') }) as Tensor;
    expectClose(slice(y, [0, 0, 0], [1, 3, 4]), layer.call(slice(x, [0, 0, 0], [1, 3, 1])) as Tensor);
    expectClose(slice(y, [0, 3, 0], [1, 1, 4]), [0, 0, 0, 0], 0);
    layer.dispose();
  });
});

test('stateful: both directions carry their states, and forget together', () => {
  const before = memory().numTensors;
  tidy(() => {
    const layer = bidirectional({ layer: simpleRNN({ units: 2, stateful: true }) });
    const x = tensor([1, -1], [1, 2, 1]);
    const [first, second] = [layer.call(x) as Tensor, layer.call(x) as Tensor];
    expect(Array.from(second.dataSync())).not.toEqual(Array.from(first.dataSync()));
    layer.resetState();
    expectClose(layer.call(x) as Tensor, first, 0);
    layer.dispose();
  });
  expect(memory().numTensors).toBe(before);
});
