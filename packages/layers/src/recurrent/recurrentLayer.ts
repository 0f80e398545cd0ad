/** The skeletons of recurrent layers and of their cells: shapes, states, masks, direction. */
import type { CallContext, Layer, Shape, Shapes, Tensors } from '@tenonjs/contracts';
import { rank } from '@tenonjs/internal';
import {
  any,
  cast,
  clone,
  cumsum,
  dispose,
  expandDims,
  keep,
  minimum,
  type Tensor,
  unstack,
  zeros,
} from '@tensorflow/tfjs-core';
import { assemble, type LayerOptions, type Variables, type Weights } from '../layer.js';
import { showShape } from '../shapes.js';
import { backwards, chosen, kept, overTime, timeSteps } from './onTape.js';

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

/** One time step of a recurrent layer, as a layer: takes `[input, ...states]`, gives `[output, ...states]`. */
export interface RecurrentCell extends Layer<Tensor[], Tensor[]> {
  /** The shapes of the states for an input of this shape, without the batch axis. */
  stateShapes(inputShape: Shape): readonly (readonly number[])[];
  /** The same cell, not built yet: what `bidirectional` needs for the other direction. */
  again?(): RecurrentCell;
}

export interface How {
  /** `[batch, time]`, bool. A step that does not count leaves the states as they are. */
  readonly mask?: Tensor | undefined;
  readonly goBackwards: boolean;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
}

/** The outputs in the order of the input, or the last one, and the last states. */
export interface Ran {
  readonly y: Tensor;
  readonly states: readonly Tensor[];
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

/** The shapes of the sequence and of the states that come with it. */
export const shapesOf = (shapes: Shape | readonly Shape[]): readonly Shape[] =>
  Array.isArray(shapes[0]) ? (shapes as readonly Shape[]) : [shapes as Shape];

function checkStates(who: string, wanted: readonly Shape[], got: readonly Shape[]): void {
  const fits = (shape: Shape, other: Shape | undefined): boolean =>
    shape.length === other?.length &&
    shape.every((size, axis) => size === null || other[axis] === null || size === other[axis]);
  if (wanted.length === got.length && wanted.every((shape, i) => fits(shape, got[i]))) return;
  const show = (shapes: readonly Shape[]): string => shapes.map(showShape).join(' and ') || 'none';
  throw new RangeError(`${who}: states must have shapes ${show(wanted)}, got ${show(got)}.`);
}

/** The mask of the sequence, checked. */
function maskOf(who: string, x: Tensor, { mask, masks }: CallContext): Tensor | undefined {
  const given = masks ? masks[0] : mask;
  if (!given) return undefined;
  const [batch, time] = x.shape as [number, number];
  if (given.shape.length !== 2 || given.shape[0] !== batch || given.shape[1] !== time) {
    throw new RangeError(
      `${who}: mask must have shape ${showShape([batch, time])} for input of shape ${showShape(x.shape)}, got shape ${showShape(given.shape)}.`,
    );
  }
  return given.dtype === 'bool' ? given : cast(given, 'bool');
}

/** Where there is an output: ones from the first step that counts, or at each that does; a time axis for sequences. */
function shown(mask: Tensor, { goBackwards, returnSequences }: How, zeroOutputForMask: boolean): Tensor {
  if (returnSequences) {
    const ones = cast(mask, 'float32');
    return zeroOutputForMask ? ones : minimum(cumsum(ones, 1, false, goBackwards), 1);
  }
  return cast(zeroOutputForMask ? unstack(mask, 1).at(goBackwards ? 0 : -1)! : any(mask, 1), 'float32');
}

/** A mask with axes of size 1 behind its own, up to the rank of y. */
export const spread = (mask: Tensor, y: Tensor): Tensor => {
  let spread = mask;
  while (spread.shape.length < y.shape.length) spread = expandDims(spread, -1);
  return spread;
};

/** A whole sequence on the tape, one step after the other. */
export function stepByStep(
  step: (x: Tensor, states: readonly Tensor[]) => Tensor[],
  x: Tensor,
  states: readonly Tensor[],
  { mask, goBackwards, returnSequences }: How,
): Ran {
  const xs = timeSteps(x);
  const counts = mask && unstack(mask, 1);
  const ys: Tensor[] = [];
  let [now, y]: [readonly Tensor[], Tensor | undefined] = [states, undefined];
  for (let s = 0; s < xs.length; s++) {
    const t = goBackwards ? xs.length - 1 - s : s;
    const [output, ...next] = step(xs[t]!, now) as [Tensor, ...Tensor[]];
    const pick = (a: Tensor, b: Tensor): Tensor => (counts ? chosen(spread(counts[t]!, a), a, b) : a);
    y = pick(output, y ?? (counts ? zeros(output.shape) : output));
    now = next.map((state, i) => pick(state, now[i]!));
    ys[t] = y;
  }
  return { y: returnSequences ? overTime(ys) : y!, states: now };
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
      const [x, ...given] = (Array.isArray(inputs) ? inputs : [inputs]) as [Tensor, ...Tensor[]];
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
