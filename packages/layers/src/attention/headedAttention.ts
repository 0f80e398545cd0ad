import type { Constraint, Initializer, Layer, Regularizer, Shape } from '@tenonjs/contracts';
import { fraction } from '@tenonjs/internal';
import { concat, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { affine } from '../core/affine.js';
import { glorotUniform } from '../initializers/glorotUniform.js';
import { zeros } from '../initializers/zeros.js';
import { assemble, type LayerOptions, weight } from '../layer.js';
import { callSeeds } from '../seeds.js';
import { showShape } from '../shapes.js';
import { attend } from './attend.js';
import { joined, masksOf } from './masks.js';
import { checkQueryValueKey } from './queryValueKey.js';

/** What multi-head and grouped-query attention share. */
export interface HeadedAttentionOptions extends LayerOptions {
  /** The share of attention probabilities set to zero in training, in [0, 1); 0 by default. */
  readonly dropout?: number;
  /** Adds biases; true by default. */
  readonly useBias?: boolean;
  /** True lets each time step see only itself and those before it; false by default. */
  readonly useCausalMask?: boolean;
  /** True gives the attention probabilities too, `[batch, heads, queries, keys]`; false by default. */
  readonly returnAttentionScores?: boolean;
  /** Seeds dropout; mixed with the model's seed where there is one. */
  readonly seed?: number;
  /** `glorotUniform()` by default. */
  readonly kernelInitializer?: Initializer;
  /** `zeros()` by default. */
  readonly biasInitializer?: Initializer;
  readonly kernelRegularizer?: Regularizer;
  readonly biasRegularizer?: Regularizer;
  readonly kernelConstraint?: Constraint;
  readonly biasConstraint?: Constraint;
}

/** The keys and values of time steps past, `[batch, steps, heads, depth]`; the caller's to dispose. */
export type KeyValueCache = {
  readonly key: Tensor;
  readonly value: Tensor;
};

/** An attention layer, and how to decode with it step by step. */
export interface AttentionLayer<O extends Tensor | Tensor[] = Tensor> extends Layer<Tensor[], O> {
  /**
   * The keys and values of `value` after those of `before`, which stays as it is.
   *
   * @param value - `[batch, steps, features]`: the new time steps, or all that cross attention looks at.
   */
  remember(value: Tensor, before?: KeyValueCache): KeyValueCache;
  /**
   * Attention over what is remembered. Where `useCausalMask` is true, the steps of `query` are the last ones remembered:
   * step by step the same numbers as all steps at once.
   *
   * @param query - `[batch, steps, features]`
   * @returns `[batch, steps, outputShape]`
   */
  recall(query: Tensor, cache: KeyValueCache): Tensor;
  /** The probabilities by which `recall` weighs what is remembered, `[batch, heads, steps, remembered]`. */
  attentionScores(query: Tensor, cache: KeyValueCache): Tensor;
}

interface Heads {
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly keyDim: number;
  readonly valueDim: number;
  /** The query's features where absent. */
  readonly outputShape?: readonly number[] | undefined;
}

/** Projections to heads, attention, and a projection of the heads to the output. */
export function headedAttention(
  type: string,
  options: HeadedAttentionOptions,
  { heads, keyValueHeads, keyDim, valueDim, outputShape }: Heads,
): AttentionLayer<any> {
  const { dropout = 0, useBias = true, useCausalMask = false, returnAttentionScores = false, seed } = options;
  const { kernelInitializer = glorotUniform(), biasInitializer = zeros() } = options;
  const kernelRules = { regularizer: options.kernelRegularizer, constraint: options.kernelConstraint };
  const biasRules = { regularizer: options.biasRegularizer, constraint: options.biasConstraint };
  fraction(type, { dropout });
  const seedOf = callSeeds(seed);
  const scale = 1 / Math.sqrt(keyDim);
  const kernel = (shape: readonly number[]) => weight(shape, kernelInitializer, kernelRules);
  const bias = (shape: readonly number[]) => useBias && weight(shape, biasInitializer, biasRules);

  const project = (name: 'query' | 'key' | 'value', x: Tensor): Tensor => {
    const weights = self.weights;
    const kernel = weights[`${name}Kernel`];
    if (!kernel) throw new Error(`${self.name ?? type}: must be built first; call it once, or build it.`);
    if (kernel.shape[0] !== x.shape[2]) {
      throw new RangeError(
        `${self.name ?? type}: built for ${kernel.shape[0]} features of ${name}, got ${name} of shape ${showShape(x.shape)}.`,
      );
    }
    return affine(x, kernel, weights[`${name}Bias`], false);
  };
  const output = (y: Tensor): Tensor => affine(y, self.weights.outputKernel!, self.weights.outputBias, false, 2);

  const layer = assemble<Tensor[], any>(type, options, {
    check: checkQueryValueKey,
    build: ([query, value, key = value!]) => {
      const features = (name: string, shape: Shape): number => {
        if (shape[2] == null) {
          throw new RangeError(
            `${self.name ?? type}: features of ${name} must be known to build, got shape ${showShape(shape)}.`,
          );
        }
        return shape[2];
      };
      const sizes = outputShape ?? [features('query', query!)];
      return {
        queryKernel: kernel([features('query', query!), heads, keyDim]),
        queryBias: bias([heads, keyDim]),
        keyKernel: kernel([features('key', key), keyValueHeads, keyDim]),
        keyBias: bias([keyValueHeads, keyDim]),
        valueKernel: kernel([features('value', value!), keyValueHeads, valueDim]),
        valueBias: bias([keyValueHeads, valueDim]),
        outputKernel: kernel([heads, valueDim, ...sizes]),
        outputBias: bias(sizes),
      };
    },
    call: ([query, value, key = value!], _, context) => {
      const [q, k, v] = [project('query', query!), project('key', key), project('value', value!)];
      const [batch, queries] = q.shape as [number, number];
      const mask = joined(self.name ?? type, masksOf(context), [batch, queries, heads, k.shape[1]!]);
      const rate = context.training ? dropout : 0;
      const random = rate > 0 && { rate, seed: seedOf(context) };
      const how = { scale, causal: useCausalMask, ...random };
      const [y, scores] = attend(q, k, v, mask, how, returnAttentionScores);
      return returnAttentionScores ? [output(y!), scores!] : output(y!);
    },
    outputShape: ([query, value]) => {
      const y = [...query!.slice(0, 2), ...(outputShape ?? [query![2]!])];
      return returnAttentionScores ? [y, [query![0]!, heads, query![1]!, value![1]!]] : y;
    },
    outputMask: (_, mask, masks) => masksOf({ mask, ...(masks && { masks }) })[0] ?? null,
  });

  const look = (query: Tensor, { key, value }: KeyValueCache): Tensor[] => {
    const offset = key.shape[1]! - query.shape[1]!;
    return attend(project('query', query), key, value, null, { scale, causal: useCausalMask, offset });
  };

  const self: AttentionLayer<any> = Object.assign(layer, {
    remember: (value: Tensor, before?: KeyValueCache): KeyValueCache =>
      tidy(() => {
        const [key, own] = [project('key', value), project('value', value)];
        return before
          ? { key: concat([before.key, key], 1), value: concat([before.value, own], 1) }
          : { key, value: own };
      }),
    recall: (query: Tensor, cache: KeyValueCache): Tensor => tidy(() => output(look(query, cache)[0]!)),
    attentionScores: (query: Tensor, cache: KeyValueCache): Tensor => tidy(() => look(query, cache)[1]!),
  });
  return self;
}
