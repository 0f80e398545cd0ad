// A bundle of a program without tfjs-layers grows by what this module shares with the others, though it never loads it: so
// tfjs-core's engine is handed in, and nothing is imported.
import type { Tensor } from '@tensorflow/tfjs-core';

/** What is used of tfjs-core's engine; `runKernelFunc` is what `primitive` of `@tenonjs/internal` calls. */
export interface Engine {
  /** Ours, once activated, says so. */
  readonly backend: { readonly tenon?: unknown };
  readonly state: { readonly gradientDepth: number };
  tidy<T>(compute: () => T): T;
  runKernel(name: string, inputs: Record<string, unknown>, attrs: Record<string, unknown>): unknown;
  runKernelFunc(node: {
    inputs: Record<string, Tensor>;
    forwardFunc: (backend: unknown, save: (tensors: Tensor[]) => void) => Tensor[];
    backwardsFunc: (dy: Tensor | Tensor[], saved: Tensor[]) => Record<string, () => Tensor>;
  }): Tensor | Tensor[];
}

/** Classes by the names that they are registered under with tfjs-core: what this module knows of tfjs-layers. */
export type Classes = Readonly<Record<string, readonly [{ readonly prototype: any }, unknown] | undefined>>;

interface Weight {
  read(): Tensor;
}

interface Activation {
  readonly apply: unknown;
}

interface Cell {
  readonly call: unknown;
  readonly kernel: Weight;
  readonly recurrentKernel: Weight;
  readonly bias: Weight | null;
  readonly useBias: boolean;
  readonly activation: Activation | null;
  readonly recurrentActivation?: Activation;
  readonly dropout: number;
  readonly recurrentDropout: number;
  readonly dropoutMask: unknown;
  readonly recurrentDropoutMask: unknown;
}

interface Layer {
  readonly cell: Cell;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly goBackwards: boolean;
  readonly stateful: boolean;
  readonly unroll: boolean;
  readonly states_: Tensor[] | null;
  readonly getInitialState: unknown;
  resetStates(states: Tensor[], training: unknown): void;
}

interface Kwargs {
  readonly mask?: Tensor | null;
  readonly training?: boolean | null;
  readonly initialState?: Tensor[] | null;
}

type Call = (this: Layer, inputs: Tensor | Tensor[], kwargs: Kwargs | null) => Tensor | Tensor[];

/** A cell of tfjs-layers and the kernel that runs it over a whole sequence. */
interface Kind {
  readonly kernel: string;
  readonly gates: number;
  readonly states: number;
  /** What the kernel keeps for its way back. */
  readonly memo: readonly string[];
}

const kinds: Readonly<Record<string, Kind>> = {
  SimpleRNNCell: { kernel: 'SimpleRNN', gates: 1, states: 1, memo: ['gates', 'prev'] },
  LSTMCell: { kernel: 'LSTM', gates: 4, states: 2, memo: ['gates', 'prev', 'cells'] },
  GRUCell: { kernel: 'GRU', gates: 3, states: 1, memo: ['gates', 'prev', 'inner'] },
};

/** Of the gates' activations, as an attribute of the kernels. */
const slopes = { sigmoid: 0, hardSigmoid: 0.2 };

/**
 * Lets `RNN.call` of tfjs-layers, which walks through a sequence for all its recurrent layers, take one kernel for the whole of
 * it wherever that computes the same, and do as ever otherwise. A second call changes nothing.
 */
export function fuseRecurrentLayers(engine: Engine, classes: Classes): void {
  const prototypeOf = (name: string): any => classes[name]?.[0].prototype;
  const rnn = prototypeOf('RNN') as { call?: Call; readonly getInitialState?: unknown } | undefined;
  const original = rnn?.call;
  if (!original || 'fused' in original) return;
  // Functions say what a cell computes, whoever made it: names and classes may be others' own.
  const byCall = new Map(Object.entries(kinds).map(([name, kind]) => [prototypeOf(name)?.call, kind]));
  const byApply = new Map(Object.entries(slopes).map(([name, slope]) => [prototypeOf(name)?.apply, slope]));
  const tanh = prototypeOf('tanh')?.apply;
  const { getInitialState } = rnn;

  const call: Call = function (inputs, kwargs) {
    const { cell } = this;
    const kind = byCall.get(cell?.call);
    const gateSlope = kind?.gates === 1 ? 0 : byApply.get(cell?.recurrentActivation?.apply);
    const known = kind && gateSlope !== undefined && tanh && cell.activation?.apply === tanh;
    const given = known && (this.getInitialState === getInitialState || this.stateful || kwargs?.initialState);
    const sequence = given && isOurs(engine) && sequenceOf(this, kind, inputs, kwargs);
    return sequence
      ? engine.tidy(() => run(engine, this, kind, sequence, gateSlope, kwargs?.training))
      : original.call(this, inputs, kwargs);
  };
  rnn.call = Object.assign(call, { fused: true });
}

/** What the kernel takes. */
interface Sequence {
  readonly x: Tensor;
  readonly kernel: Tensor;
  readonly recurrentKernel: Tensor;
  readonly bias?: Tensor;
  readonly h?: Tensor;
  readonly c?: Tensor;
  readonly mask?: Tensor;
}

/** Whether the backend has the kernels, and no second derivatives are asked for, which only operations have. */
const isOurs = ({ backend, state }: Engine): boolean => backend.tenon !== undefined && state.gradientDepth < 2;

const isOf = (x: Tensor | undefined, shape: readonly number[]): boolean =>
  x?.dtype === 'float32' && `${x.shape}` === `${shape}`;

/** The kernel's inputs; undefined where it does not compute what the layer does, or where the layer has an error to tell. */
function sequenceOf(
  { cell, stateful, states_, unroll }: Layer,
  { gates, states: count }: Kind,
  inputs: Tensor | Tensor[],
  kwargs: Kwargs | null,
): Sequence | undefined {
  // The layer draws its own dropout, and warns of `unroll`.
  const drops = cell.dropout !== 0 || cell.recurrentDropout !== 0 || cell.dropoutMask || cell.recurrentDropoutMask;
  if (drops || unroll) return undefined;
  const [x, ...others] = [inputs].flat() as [Tensor, ...Tensor[]];
  if (others.length > 0 || x?.rank !== 3 || x.dtype !== 'float32' || x.size === 0) return undefined;
  const [batch, time, features] = x.shape as [number, number, number];
  const [kernel, recurrentKernel, bias] = [cell.kernel, cell.recurrentKernel, cell.bias].map((w) => w?.read?.());
  const units = recurrentKernel?.shape[0] ?? 0;
  const columns = gates * units;
  const mask = kwargs?.mask ?? undefined;
  const states = kwargs?.initialState ?? (stateful ? states_ : []);
  const fits =
    isOf(kernel, [features, columns]) &&
    isOf(recurrentKernel, [units, columns]) &&
    (cell.useBias ? isOf(bias, [columns]) : !cell.bias) &&
    (!mask || `${mask.shape}` === `${[batch, time]}`) &&
    Array.isArray(states) &&
    (states.length === count || (states.length === 0 && !stateful && !kwargs?.initialState)) &&
    states.every((state) => isOf(state, [batch, units]));
  if (!fits) return undefined;
  const [h, c] = states;
  return {
    x,
    kernel: kernel!,
    recurrentKernel: recurrentKernel!,
    ...(bias && { bias }),
    ...(h && { h }),
    ...(c && { c }),
    ...(mask && { mask }),
  };
}

/** The layer's outputs, and its states where it keeps them. */
function run(
  engine: Engine,
  layer: Layer,
  of: Kind,
  sequence: Sequence,
  gateSlope: number,
  training: boolean | null | undefined,
): Tensor | Tensor[] {
  const { goBackwards, returnSequences } = layer;
  const { mask: counts, ...inputs } = sequence;
  const kernel = (name: string, inputs: Record<string, unknown>, attrs: Record<string, unknown>): Tensor[] =>
    [engine.runKernel(name, inputs, attrs)].flat() as Tensor[];
  const one = (...args: Parameters<typeof kernel>): Tensor => kernel(...args)[0]!;
  const shaped = (x: Tensor, shape: readonly number[]): Tensor => one('Reshape', { x }, { shape });
  const rows = (x: Tensor): Tensor => shaped(x, [x.size / x.shape.at(-1)!, x.shape.at(-1)!]);
  const product = (a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor =>
    one('BatchMatMul', { a, b }, { transposeA, transposeB });
  /** What the way back reads, by the names of its inputs. */
  let names: string[];
  const outputs = engine.runKernelFunc({
    inputs,
    forwardFunc: (_, save) => {
      const { x, kernel: weight, recurrentKernel, c } = inputs;
      const mask = counts && one('Cast', { x: counts }, { dtype: 'bool' });
      const all = kernel(of.kernel, { ...inputs, mask }, { goBackwards, gateSlope, returnSequences });
      const value = all.splice(0, of.states + (returnSequences ? 1 : 0));
      const kept = { recurrentKernel, ...(c && { c }), ...(mask && { mask }) };
      const memo = Object.fromEntries(of.memo.map((name, i) => [name, all[i]!]));
      names = Object.keys({ ...kept, ...memo });
      save([x, weight, ...Object.values({ ...kept, ...memo })]);
      return value;
    },
    backwardsFunc: (dys, [x, weight, ...kept]) => {
      const ds = [dys].flat();
      const [dh, dc] = ds.slice(0, of.states);
      const [dz, dRecurrentKernel, ...dStates] = kernel(
        `${of.kernel}Grad`,
        { ...Object.fromEntries(names.map((name, i) => [name, kept[i]])), dy: ds[of.states], dh, dc },
        { goBackwards, gateSlope, initialStates: 'h' in inputs },
      );
      const flat = rows(dz!);
      return {
        x: () => shaped(product(flat, weight!, false, true), x!.shape),
        kernel: () => product(rows(x!), flat, true, false),
        recurrentKernel: () => dRecurrentKernel!,
        bias: () => one('Sum', { x: flat }, { axis: [0], keepDims: false }),
        h: () => dStates[0]!,
        c: () => dStates[1]!,
      };
    },
  });
  const all = [outputs].flat();
  const states = all.slice(0, of.states);
  const y = all[returnSequences ? of.states : 0]!;
  // The layer's outputs are in the order in which it walked, the kernel's in that of time.
  const ordered = returnSequences && goBackwards ? one('Reverse', { x: y }, { dims: [1] }) : y;
  if (layer.stateful) layer.resetStates(states, training);
  return layer.returnState ? [ordered, ...states] : ordered;
}
