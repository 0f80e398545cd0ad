/** The skeleton of recurrent layers: shapes, states, masks, direction. */
import type { CallContext, Layer, Shape, Shapes, Tensors } from '@tenonjs/contracts';
import { rank } from '@tenonjs/internal';
import { cast, clone, dispose, keep, type Tensor } from '@tensorflow/tfjs-core';
import { assemble, type LayerOptions, type Variables, type Weights } from '../layer.js';
import { showShape } from '../shapes.js';
import { backwards, kept } from './onTape.js';
import { checkStates, shapesOf } from './states.js';
import { type How, type Ran, spread } from './stepByStep.js';
import { maskOf, shown } from './timeMask.js';

/** What every recurrent layer takes. */
export interface RecurrentOptions extends LayerOptions {
  /** Gives the output of each time step instead of the last; false by default. */
  readonly returnSequences?: boolean;
  /** Gives the last states too, behind the output; false by default. */
  readonly returnState?: boolean;
  /** Walks through time from the end, and gives its outputs in that order; false by default. */
  readonly goBackwards?: boolean;
  /** Starts each batch from the states in which the one before ended, sample by sample; false by default. See `resetState`. */
  readonly stateful?: boolean;
  /** Gives zeros at masked time steps; false, the default, repeats the output of the step before. */
  readonly zeroOutputForMask?: boolean;
}

/** A layer over time. It takes a sequence, or `[sequence, ...initialStates]`. */
export interface RecurrentLayer<O extends Tensors = Tensor> extends Layer<Tensor | Tensor[], O> {
  /** Forgets the states that a stateful layer carries from batch to batch: the next one starts from zeros. */
  resetState(): void;
  /** The same layer, not built yet, with some of its options changed. */
  again(options: RecurrentOptions): RecurrentLayer<O>;
}

/** What a layer does with a sequence: from its first states, none for zeros. */
type Run = (x: Tensor, states: readonly Tensor[], how: How) => Ran;

/** What makes one recurrent layer differ from another. */
interface Parts {
  /** Refuses shapes of a sequence that the layer cannot take. */
  readonly check: (who: string, shape: Shape) => void;
  /** The shapes of states and of one step's output, without the batch axis, for the shape of a sequence. */
  readonly states: (shape: Shape) => readonly Shape[];
  readonly stepShape: (shape: Shape) => Shape;
}

/** What all recurrent layers do alike. */
interface Common {
  readonly check: (who: string, shape: Shape | readonly Shape[]) => void;
  readonly call: (inputs: Tensor | Tensor[], context: CallContext, run: Run) => Tensors;
  readonly outputShape: (shape: Shape | readonly Shape[]) => Shapes<Tensors>;
  readonly outputMask: (inputs: unknown, mask: Tensor | null) => Tensor | null;
}

/**
 * A recurrent layer.
 *
 * @param make - Makes the layer of what all have in common.
 * @param again - The factory, with some options changed.
 */
export function recurrentLayer(
  type: string,
  options: RecurrentOptions,
  parts: Parts,
  make: (common: Common) => Layer<Tensor | Tensor[], Tensors>,
  again: (options: RecurrentOptions) => RecurrentLayer<any>,
): RecurrentLayer<any> {
  const { returnSequences = false, returnState = false, goBackwards = false } = options;
  const { stateful = false, zeroOutputForMask = false } = options;
  let carried: Tensor[] = [];
  const resetState = (): void => {
    dispose(carried);
    carried = [];
  };
  const stateShapes = (x: Shape): Shape[] => parts.states(x).map((shape) => [x[0] ?? null, ...shape]);
  const who = (): string => self.name ?? type;

  const self = make({
    check(who, given) {
      const [x, ...states] = shapesOf(given) as [Shape, ...Shape[]];
      parts.check(who, x);
      if (x[1] === 0) throw new RangeError(`${who}: input must have time steps, got shape ${showShape(x)}.`);
      if (states.length > 0) checkStates(who, stateShapes(x), states);
    },
    call(inputs, context, run) {
      const [sequence, ...given] = (Array.isArray(inputs) ? inputs : [inputs]) as [Tensor, ...Tensor[]];
      const x = sequence.dtype === 'float32' ? sequence : cast(sequence, 'float32');
      const mask = maskOf(who(), x, context);
      if (carried.length > 0 && carried[0]!.shape[0] !== x.shape[0]) {
        throw new RangeError(
          `${who()}: the states it carries are of a batch of ${carried[0]!.shape[0]}, got a batch of ${x.shape[0]}; call resetState() first.`,
        );
      }
      const first = given.length > 0 ? given : carried;
      const how = { mask, goBackwards, returnSequences, returnState: returnState || stateful };
      const { y: ran, states } = run(x, first, how);
      if (stateful) {
        const next = states.map((state) => keep(clone(state)));
        resetState();
        carried = next;
      }
      let y = ran;
      if (mask && (zeroOutputForMask || first.length > 0)) {
        y = kept(y, spread(shown(mask, how, zeroOutputForMask), y));
      }
      if (goBackwards && returnSequences) y = backwards(y);
      return returnState ? [y, ...states] : y;
    },
    outputShape(given) {
      const x = shapesOf(given)[0]!;
      const [batch = null, time = null] = x;
      const y = returnSequences ? [batch, time, ...parts.stepShape(x)] : [batch, ...parts.stepShape(x)];
      return (returnState ? [y, ...stateShapes(x)] : y) as Shapes<Tensors>;
    },
    outputMask: (_, mask) => (returnSequences ? mask : null),
  });
  const free = self.dispose;
  return Object.assign(self, {
    resetState,
    again,
    dispose() {
      resetState();
      free();
    },
  }) as unknown as RecurrentLayer;
}

/** A recurrent layer with weights of its own. */
export const weightedRecurrentLayer = <W extends Weights>(
  type: string,
  options: RecurrentOptions,
  axes: readonly string[],
  parts: Omit<Parts, 'check'> & {
    /** Refuses shapes of the right rank that the layer cannot take. */
    readonly check?: Parts['check'];
    readonly build: (shape: Shape) => W;
    readonly run: (x: Tensor, states: readonly Tensor[], weights: Variables<W>, how: How, context: CallContext) => Ran;
  },
  again: (options: RecurrentOptions) => RecurrentLayer<any>,
): RecurrentLayer<any> =>
  recurrentLayer(
    type,
    options,
    {
      ...parts,
      check(who, shape) {
        rank(who, 'input', shape, axes);
        parts.check?.(who, shape);
      },
    },
    ({ call, ...common }) =>
      assemble<Tensor | Tensor[], Tensors, W>(type, options, {
        ...common,
        fixed: { [axes.at(-1)!]: -1 },
        build: (shape) => parts.build(shapesOf(shape)[0]!),
        call: (inputs, weights, context) =>
          call(inputs, context, (x, states, how) => parts.run(x, states, weights, how, context)),
      }),
    again,
  );
