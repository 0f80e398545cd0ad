import type { Shape } from '@tenonjs/contracts';
import { seedFrom } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { composite } from '../composite.js';
import type { LayerOptions } from '../layer.js';
import { minRank } from '../shapes.js';
import type { RecurrentCell } from './recurrentCell.js';

export interface StackedRNNCellsOptions extends LayerOptions {
  /** From the input's to the output's. */
  readonly cells: readonly RecurrentCell[];
}

/**
 * Several cells as one: each takes the output of the one below.
 *
 * Takes `[x, ...states]`, the states of each cell one after the other, and gives `[y, ...states]`. Weights: those of the
 * cells, `cell0/kernel` ….
 *
 * @throws {RangeError} If there are no cells.
 * @example
 * const cell = stackedRNNCells({ cells: [gruCell({ units: 4 }), lstmCell({ units: 3 })] });
 * cell.stateShapes([null, 2]); // [[4], [3], [3]]
 * @see https://keras.io/api/layers/recurrent_layers/stacked_rnn_cell/
 */
export function stackedRNNCells(options: StackedRNNCellsOptions): RecurrentCell {
  const { cells } = options;
  if (!Array.isArray(cells) || cells.length === 0) {
    throw new RangeError(`stackedRNNCells: cells must be one or more, got ${Array.isArray(cells) ? 'none' : cells}.`);
  }
  /** The shape of each cell's input. */
  const inputs = (x: Shape): Shape[] => {
    const shapes = [x];
    for (const cell of cells.slice(0, -1)) shapes.push(cell.outputShape([shapes.at(-1)!])[0]!);
    return shapes;
  };
  const stateShapes = (x: Shape): (readonly number[])[] => {
    const shapes = inputs(x);
    return cells.flatMap((cell, i) => [...cell.stateShapes(shapes[i]!)]);
  };
  const self = composite<Tensor[], Tensor[], string>('stackedRNNCells', options, {
    check: (who, [x]) => minRank(who, x!, ['batch', '…', 'features'], 2),
    layers: ([x]) => {
      const shapes = inputs(x!);
      return Object.fromEntries(cells.map((cell, i) => [`cell${i}`, [cell, [shapes[i]!]] as const]));
    },
    call: ([x, ...states], _, context) => {
      let y = x!;
      const rest = [...states];
      const next = cells.flatMap((cell, i) => {
        const own = rest.splice(0, cell.stateShapes(y.shape).length);
        const seed = context.seed === undefined ? {} : { seed: seedFrom(context.seed, i) };
        const [output, ...states] = cell.call([y, ...own], { ...context, ...seed });
        y = output!;
        return states;
      });
      return [y, ...next];
    },
    outputShape: ([x]) => [
      cells.at(-1)!.outputShape([inputs(x!).at(-1)!])[0]!,
      ...stateShapes(x!).map((shape) => [x![0] ?? null, ...shape]),
    ],
  });
  return Object.assign(self, {
    stateShapes,
    ...(cells.every((cell) => cell.again) && {
      again: () => stackedRNNCells({ ...options, cells: cells.map((cell) => cell.again!()) }),
    }),
  });
}
