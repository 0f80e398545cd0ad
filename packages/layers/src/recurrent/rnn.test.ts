import { expectClose, testLayer } from '@tenonjs/testing';
import { add, dispose, fill, mul, type Tensor, tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { joined } from '../../testing/joined.js';
import { gru } from './gru.js';
import { gruCell } from './gruCell.js';
import { lstm } from './lstm.js';
import { lstmCell } from './lstmCell.js';
import type { RecurrentCell } from './recurrentCell.js';
import type { RecurrentLayer, RecurrentOptions } from './recurrentLayer.js';
import { type RNNOptions, rnn } from './rnn.js';
import { simpleRNN } from './simpleRNN.js';
import { simpleRNNCell } from './simpleRNNCell.js';

const mask = [
  [1, 1, 0],
  [0, 1, 1],
];

/** A cell of its own for each layer, as a saved model has. */
const fresh = ({ cell, ...options }: RNNOptions & { readonly returnState?: true }) =>
  rnn({ ...options, cell: [cell].flat().map((cell) => cell.again!()) });

testLayer(joined<RNNOptions>(fresh as never), {
  cases: [
    {
      title: 'one cell, masked',
      options: { cell: simpleRNNCell({ units: 2 }), returnSequences: true, mask } as RNNOptions,
      input: [2, 3, 1],
      weights: { 'cell/cell0/kernel': [1, 2], 'cell/cell0/recurrentKernel': [2, 2], 'cell/cell0/bias': [2] },
    },
    {
      title: 'two cells, states in and out, backwards, dropouts',
      options: {
        cell: [gruCell({ units: 2, dropout: 0.3 }), lstmCell({ units: 1, recurrentDropout: 0.3 })],
        returnState: true,
        goBackwards: true,
      },
      input: [
        [2, 3, 1],
        [2, 2],
        [2, 1],
        [2, 1],
      ],
      weights: {
        'cell/cell0/kernel': [1, 6],
        'cell/cell0/recurrentKernel': [2, 6],
        'cell/cell0/bias': [2, 6],
        'cell/cell1/kernel': [2, 4],
        'cell/cell1/recurrentKernel': [1, 4],
        'cell/cell1/bias': [4],
      },
    },
  ],
  refuses: [
    [() => rnn({ cell: 3 as never }), 'rnn: cell must be a cell, such as lstmCell gives, got number.'],
    [() => rnn({ cell: [] }), 'stackedRNNCells: cells must be one or more, got none.'],
    [
      () => rnn({ cell: lstmCell({ units: 2 }) }).build([null, 3]),
      'rnn: input must have rank 3 or more [batch, time, …, features], got shape [null, 3].',
    ],
    [
      () => rnn({ cell: lstmCell({ units: 2 }) }).call([zeros([2, 3, 1]), zeros([2, 2])]),
      'rnn: states must have shapes [2, 2] and [2, 2], got [2, 2].',
    ],
  ],
});

const x = tensor(
  Array.from({ length: 12 }, (_, i) => Math.sin(i)),
  [2, 3, 2],
);

test('of a cell it gives what the layer of that cell gives, with masks, first states and both directions', () => {
  type Make = (options: RecurrentOptions & { units: number; returnState: true }) => RecurrentLayer<Tensor[]>;
  const pairs: [Make, (options: { units: number }) => RecurrentCell, number][] = [
    [lstm, lstmCell, 2],
    [gru, gruCell, 1],
    [simpleRNN, simpleRNNCell, 1],
  ];
  for (const [layer, cell, count] of pairs) {
    for (const goBackwards of [false, true]) {
      tidy(() => {
        const options: RecurrentOptions & { returnState: true } = {
          returnState: true,
          returnSequences: true,
          goBackwards,
        };
        const whole = layer({ units: 3, ...options });
        const steps = rnn({ cell: cell({ units: 3 }), ...options });
        const inputs = [x, ...Array.from({ length: count }, (_, i) => fill([2, 3], 0.3 * (i + 1)))];
        const context = { mask: tensor(mask, [2, 3], 'bool') };
        whole.build([null, 3, 2], { seed: 1 });
        steps.build([null, 3, 2]);
        for (const [name, weight] of Object.entries(whole.weights)) steps.weights[`cell/${name}`]!.assign(weight);
        const expected = whole.call(inputs, context);
        steps.call(inputs, context).forEach((value, i) => {
          expectClose(value, expected[i]!);
        });
        whole.dispose();
        steps.dispose();
      });
    }
  }
});

test('a cell of one’s own, whose output is not its state', () => {
  const counter: RecurrentCell = {
    type: 'counter',
    weights: {},
    build() {},
    stateShapes: () => [[1]],
    outputShape: ([x]) => [
      [x![0]!, 1],
      [x![0]!, 1],
    ],
    call: ([x, n]) => tidy(() => [add(mul(x!, 10), n!), add(n!, 1)]),
    dispose() {},
  };
  const layer = rnn({ cell: counter, returnSequences: true, returnState: true });
  const outputs = layer.call(tensor([1, 2, 3], [1, 3, 1]), { mask: tensor([[true, false, true]]) });
  expectClose(outputs[0]!, [10, 10, 31]);
  expectClose(outputs[1]!, [2]);
  expect(() => layer.again({})).toThrow(
    new TypeError('rnn: its cell counter has no again(), so it cannot be made again.'),
  );
  dispose(outputs as Tensor[]);
});
