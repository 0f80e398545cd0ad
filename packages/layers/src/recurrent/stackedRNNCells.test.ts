import { expectClose, testLayer } from '@tenonjs/testing';
import { fill, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { joined } from '../../testing/joined.js';
import { lstmCell } from './lstmCell.js';
import { simpleRNNCell } from './simpleRNNCell.js';
import { type StackedRNNCellsOptions, stackedRNNCells } from './stackedRNNCells.js';

testLayer(
  joined<StackedRNNCellsOptions>(({ cells }) => stackedRNNCells({ cells: cells.map((cell) => cell.again!()) })),
  {
    cases: [
      {
        title: 'two kinds',
        options: { cells: [simpleRNNCell({ units: 2 }), lstmCell({ units: 1, dropout: 0.3 })] },
        input: [
          [2, 1],
          [2, 2],
          [2, 1],
          [2, 1],
        ],
        weights: {
          'cell0/kernel': [1, 2],
          'cell0/recurrentKernel': [2, 2],
          'cell0/bias': [2],
          'cell1/kernel': [2, 4],
          'cell1/recurrentKernel': [1, 4],
          'cell1/bias': [4],
        },
      },
    ],
    refuses: [[() => stackedRNNCells({ cells: [] }), 'stackedRNNCells: cells must be one or more, got none.']],
  },
);

test('each cell takes the output of the one below, and its own states', () => {
  tidy(() => {
    const cells = [simpleRNNCell({ units: 2 }), lstmCell({ units: 3 })];
    const stack = stackedRNNCells({ cells });
    const [x, a, h, c] = [
      [2, 1],
      [2, 2],
      [2, 3],
      [2, 3],
    ].map((shape, i) => fill(shape, 0.2 * (i + 1)));
    const outputs = stack.call([x!, a!, h!, c!]);
    const below = cells[0]!.call([x!, a!]);
    const above = cells[1]!.call([below[0]!, h!, c!]);
    expect(outputs.length).toBe(4);
    [above[0]!, below[1]!, above[1]!, above[2]!].forEach((value, i) => {
      expectClose(outputs[i]!, value);
    });
    expect(stack.stateShapes([null, 1])).toEqual([[2], [3], [3]]);
    stack.dispose();
  });
});
