import type { Layer, Shape, Shapes } from '@tenonjs/contracts';
import { oneOf, seedFrom } from '@tenonjs/internal';
import { add, cast, concat, mul, split, type Tensor } from '@tensorflow/tfjs-core';
import { composite } from '../composite.js';
import type { LayerOptions } from '../layer.js';
import { type Merge, merged } from '../merging/merge.js';
import { backwards, kept } from './onTape.js';
import type { RecurrentLayer, RecurrentOptions } from './recurrentLayer.js';
import { shapesOf } from './states.js';
import { spread } from './stepByStep.js';

/** How the outputs of both directions become one; null keeps both. */
export type MergeMode = 'concat' | 'sum' | 'mul' | 'ave' | null;

export interface BidirectionalOptions extends LayerOptions {
  /** A recurrent layer; it is the one that goes forwards. */
  readonly layer: RecurrentLayer<any>;
  /** The other one, which must go the other way; by default the layer of the same options, with weights of its own. */
  readonly backwardLayer?: RecurrentLayer<any>;
  /** `'concat'` by default. */
  readonly mergeMode?: MergeMode;
}

const merges: Readonly<Record<string, (a: Tensor, b: Tensor) => Merge>> = {
  concat: (a, b) => ({
    value: concat([a, b], -1),
    gradient: (dy, _, i) => split(dy, [a.shape.at(-1)!, b.shape.at(-1)!], -1)[i]!,
  }),
  sum: (a, b) => ({ value: add(a, b), gradient: (dy) => mul(dy, 1) }),
  mul: (a, b) => ({ value: mul(a, b), keep: [a, b], gradient: (dy, kept, i) => mul(dy, kept[1 - i]!) }),
  ave: (a, b) => ({ value: mul(add(a, b), 0.5), gradient: (dy) => mul(dy, 0.5) }),
};

const optionsOf = ({ config }: Layer<any, any>): RecurrentOptions => (config ?? {}) as RecurrentOptions;

/** Refuses two layers that do not go together. */
function checkPair(layer: RecurrentLayer<any>, backwardLayer: RecurrentLayer<any>): void {
  const [one, other] = [optionsOf(layer), optionsOf(backwardLayer)];
  if (Boolean(one.goBackwards) === Boolean(other.goBackwards)) {
    throw new RangeError(
      `bidirectional: layer and backwardLayer must go different ways, got goBackwards ${Boolean(one.goBackwards)} for both.`,
    );
  }
  for (const name of ['returnSequences', 'returnState', 'stateful'] as const) {
    if (Boolean(one[name]) !== Boolean(other[name])) {
      throw new RangeError(
        `bidirectional: ${name} must be the same for layer and backwardLayer, got ${Boolean(one[name])} and ${Boolean(other[name])}.`,
      );
    }
  }
}

/**
 * A recurrent layer in both directions of time, with weights for each.
 *
 *     y = merge(layer(x), layer′(x from the end))        concat, sum, mul or ave; with null both, [y₁, y₂]
 *
 * Takes `[batch, time, features]`, or that and the first states of the one and of the other, `[x, ...states, ...states′]`.
 * Gives what the layer gives, with twice the features for `'concat'`; with `returnState` the last states of both too. With
 * `returnSequences` outputs lie where the input lies, and are zeros at masked time steps. Weights: `forward/kernel` …,
 * `backward/kernel` ….
 *
 * @throws {RangeError} If `mergeMode` is none of these, or the layers do not go together. {TypeError} If `layer` is no
 * recurrent layer.
 * @example
 * const layer = bidirectional({ layer: lstm({ units: 4, returnSequences: true }) });
 * layer.call(fill([2, 5, 3], 1)).shape; // [2, 5, 8]
 * @see Schuster & Paliwal 1997, https://doi.org/10.1109/78.650093; https://keras.io/api/layers/recurrent_layers/bidirectional/
 */
export function bidirectional(options: BidirectionalOptions & { readonly mergeMode: null }): RecurrentLayer<Tensor[]>;
export function bidirectional(
  options: BidirectionalOptions & { readonly layer: RecurrentLayer<Tensor> },
): RecurrentLayer;
export function bidirectional(options: BidirectionalOptions): RecurrentLayer<any>;
export function bidirectional(options: BidirectionalOptions): RecurrentLayer<any> {
  const { layer, mergeMode = 'concat' } = options;
  if (typeof layer?.again !== 'function') {
    throw new TypeError(
      `bidirectional: layer must be a recurrent layer, such as lstm gives, got ${layer?.type ?? typeof layer}.`,
    );
  }
  oneOf('bidirectional', { mergeMode }, [...Object.keys(merges), null]);
  const { returnSequences = false, returnState = false, goBackwards = false } = optionsOf(layer);
  const backwardLayer = options.backwardLayer ?? layer.again({ goBackwards: !goBackwards });
  checkPair(layer, backwardLayer);

  /** The sequence with the states of one direction. */
  const oneWay = <T>([x, ...states]: readonly T[], way: 0 | 1): T | T[] => {
    const half = states.length / 2;
    return states.length === 0 ? x! : [x!, ...states.slice(way * half, (way + 1) * half)];
  };
  const shapesFor = (shape: Shape | readonly Shape[], way: 0 | 1): Shapes<Tensor | Tensor[]> =>
    oneWay(shapesOf(shape), way) as Shapes<Tensor | Tensor[]>;

  const self = composite<Tensor | Tensor[], Tensor | Tensor[], 'forward' | 'backward'>('bidirectional', options, {
    check: (who, shape) => {
      const states = shapesOf(shape).length - 1;
      if (states % 2 > 0) {
        throw new RangeError(`${who}: states must be as many for one direction as for the other, got ${states}.`);
      }
      for (const [each, way] of [
        [layer, 0],
        [backwardLayer, 1],
      ] as const)
        each.outputShape(shapesFor(shape, way));
    },
    layers: (shape) => ({
      forward: [layer, shapesFor(shape, 0)],
      backward: [backwardLayer, shapesFor(shape, 1)],
    }),
    call: (given, { forward, backward }, context) => {
      const inputs = Array.isArray(given) ? given : [given];
      const { seed, mask, masks } = context;
      const counts = masks ? masks[0] : mask;
      const [one, other] = [forward, backward].map((layer, way) =>
        [
          layer.call(oneWay(inputs, way as 0 | 1), {
            ...context,
            ...(seed !== undefined && { seed: seedFrom(seed, way) }),
          }),
        ].flat(),
      ) as [Tensor[], Tensor[]];
      const place = (y: Tensor): Tensor =>
        counts && returnSequences ? kept(y, spread(cast(counts, 'float32'), y)) : y;
      const a = place(one[0]!);
      const b = place(returnSequences ? backwards(other[0]!) : other[0]!);
      const states = returnState ? [...one.slice(1), ...other.slice(1)] : [];
      if (mergeMode === null) return [a, b, ...states];
      const y = merged([a, b], () => merges[mergeMode]!(a, b));
      return returnState ? [y, ...states] : y;
    },
    outputShape: (shape) => {
      const [one, other] = ([0, 1] as const).map((way) => [
        ...shapesOf((way === 0 ? layer : backwardLayer).outputShape(shapesFor(shape, way)) as Shape | readonly Shape[]),
      ]) as [Shape[], Shape[]];
      const states = [...one.slice(1), ...other.slice(1)];
      const [a, b] = [one[0]!, other[0]!];
      if (mergeMode === null) return [a, b, ...states];
      const y = mergeMode === 'concat' ? [...a.slice(0, -1), a.at(-1)! + b.at(-1)!] : a;
      return returnState ? [y, ...states] : y;
    },
    outputMask: (_, mask) => (returnSequences ? mask : null),
  });
  return Object.assign(self, {
    resetState() {
      layer.resetState();
      backwardLayer.resetState();
    },
    again: (changes: RecurrentOptions) =>
      bidirectional({ ...options, layer: layer.again(changes), backwardLayer: backwardLayer.again(changes) }),
  });
}
