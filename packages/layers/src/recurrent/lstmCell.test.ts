import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { joined } from '../../testing/joined.js';
import { lstm } from './lstm.js';
import { type LstmCellOptions, lstmCell } from './lstmCell.js';

const input = [
  [2, 2],
  [2, 3],
  [2, 3],
];
const weights = { kernel: [2, 12], recurrentKernel: [3, 12], bias: [12] };

testLayer(joined<LstmCellOptions>(lstmCell), {
  cases: [
    { title: 'plain', options: { units: 3 }, input, weights },
    { title: 'dropouts', options: { units: 3, dropout: 0.3, recurrentDropout: 0.3, seed: 1 }, input, weights },
  ],
  refuses: [
    [() => lstmCell({ units: 1.5 }), 'lstmCell: units must be a positive integer, got 1.5.'],
    [
      () => lstmCell({ units: 2 }).build([[null, 3, 1]]),
      'lstmCell: input must have rank 2 [batch, features], got shape [null, 3, 1].',
    ],
    [
      () => lstmCell({ units: 2 }).call([zeros([2, 3]), zeros([2, 2])]),
      'lstmCell: states must have shapes [2, 2] and [2, 2], got [2, 2].',
    ],
    [
      () => {
        const cell = lstmCell({ units: 2 });
        try {
          cell.call([zeros([2, 3])]);
        } finally {
          cell.dispose();
        }
      },
      'lstmCell: states must have shapes [2, 2] and [2, 2], got none.',
    ],
  ],
});

test('step by step it gives what the layer gives', () => {
  tidy(() => {
    const [cell, layer] = [lstmCell({ units: 3 }), lstm({ units: 3, returnState: true })];
    cell.build([[null, 2]], { seed: 1 });
    layer.build([null, 2, 2], { seed: 1 });
    expect(cell.stateShapes([null, 2])).toEqual([[3], [3]]);
    const steps = [tensor([1, -1], [1, 2]), tensor([0.5, 2], [1, 2])];
    const first = cell.call([steps[0]!, zeros([1, 3]), zeros([1, 3])]);
    const second = cell.call([steps[1]!, ...first.slice(1)]);
    layer.call(tensor([1, -1, 0.5, 2], [1, 2, 2])).forEach((value, i) => {
      expectClose(second[i]!, value, 1e-6);
    });
    cell.dispose();
    layer.dispose();
  });
});
