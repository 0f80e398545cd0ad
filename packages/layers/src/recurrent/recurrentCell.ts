/** The skeleton of the cells with weights of their own. */
import type { CallContext, Layer, Shape } from '@tenonjs/contracts';
import { rank } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import { assemble, type LayerOptions, type Variables, type Weights } from '../layer.js';
import { checkStates } from './states.js';

/** One time step of a recurrent layer, as a layer: takes `[input, ...states]`, gives `[output, ...states]`. */
export interface RecurrentCell extends Layer<Tensor[], Tensor[]> {
  /** The shapes of the states for an input of this shape, without the batch axis. */
  stateShapes(inputShape: Shape): readonly (readonly number[])[];
  /** The same cell, not built yet: what `bidirectional` needs for the other direction. */
  again?(): RecurrentCell;
}

interface CellParts<W extends Weights> {
  readonly axes: readonly string[];
  readonly states: (shape: Shape) => readonly (readonly number[])[];
  readonly outputShape: (shape: Shape) => Shape;
  readonly build: (shape: Shape) => W;
  readonly step: (x: Tensor, states: readonly Tensor[], weights: Variables<W>, context: CallContext) => Tensor[];
}

export function recurrentCell<W extends Weights>(
  type: string,
  options: LayerOptions,
  { axes, states, outputShape, build, step }: CellParts<W>,
  again: () => RecurrentCell,
): RecurrentCell {
  const stateShapes = (x: Shape): Shape[] => states(x).map((shape) => [x[0] ?? null, ...shape]);
  const self = assemble<Tensor[], Tensor[], W>(type, options, {
    fixed: { [axes.at(-1)!]: -1 },
    check: (who, [x, ...given]) => {
      rank(who, 'input', x!, axes);
      if (given.length > 0) checkStates(who, stateShapes(x!), given);
    },
    build: ([x]) => build(x!),
    call: ([x, ...given], weights, context) => {
      if (given.length === 0) checkStates(self.name ?? type, stateShapes(x!.shape), []);
      return step(x!, given, weights, context);
    },
    outputShape: ([x]) => [outputShape(x!), ...stateShapes(x!)],
  });
  return Object.assign(self, { stateShapes: states, again });
}
