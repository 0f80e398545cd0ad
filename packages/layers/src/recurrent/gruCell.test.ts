import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { joined } from '../../testing/joined.js';
import { gru } from './gru.js';
import { type GruCellOptions, gruCell } from './gruCell.js';

const input = [
  [2, 2],
  [2, 3],
];
const weights = { kernel: [2, 9], recurrentKernel: [3, 9], bias: [2, 9] };

testLayer(joined<GruCellOptions>(gruCell), {
  cases: [
    { title: 'plain', options: { units: 3 }, input, weights },
    { title: 'dropouts', options: { units: 3, dropout: 0.3, recurrentDropout: 0.3, seed: 1 }, input, weights },
  ],
  refuses: [
    [() => gruCell({ units: 0 }), 'gruCell: units must be a positive integer, got 0.'],
    [
      () => gruCell({ units: 2 }).call([zeros([2, 3]), zeros([2, 3])]),
      'gruCell: states must have shapes [2, 2], got [2, 3].',
    ],
  ],
});

test('step by step it gives what the layer gives', () => {
  tidy(() => {
    const [cell, layer] = [gruCell({ units: 3 }), gru({ units: 3 })];
    cell.build([[null, 2]], { seed: 1 });
    layer.build([null, 2, 2], { seed: 1 });
    const first = cell.call([tensor([1, -1], [1, 2]), zeros([1, 3])]);
    const second = cell.call([tensor([0.5, 2], [1, 2]), first[1]!]);
    expectClose(second[0]!, layer.call(tensor([1, -1, 0.5, 2], [1, 2, 2])), 1e-6);
    cell.dispose();
    layer.dispose();
  });
});
