import type { Layer, Shape } from '@tenonjs/contracts';
import { clone, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { composite } from '../composite.js';
import { showShape } from '../shapes.js';
import type { AttentionLayer, KeyValueCache } from './headedAttention.js';
import { masksOf } from './masks.js';
import { type TransformerOptions, transformer } from './transformer.js';

export interface TransformerDecoderOptions extends TransformerOptions {
  /** False lets each time step see those after it too; true by default. */
  readonly useCausalMask?: boolean;
}

/** What a decoder remembers between steps: its own keys and values, and those of the encoder's output. */
export type DecoderCache = {
  readonly self: KeyValueCache;
  readonly cross?: KeyValueCache;
};

export interface DecodeState {
  /** What the last call gave. */
  readonly before?: DecoderCache;
  /** The encoder's output, where there was no last call. */
  readonly encoded?: Tensor;
  /** True gives the probabilities of the attention to the encoder's output too, of that to itself where there is none. */
  readonly returnAttentionScores?: boolean;
}

export interface Decoded {
  /** Of the new steps, `[batch, steps, features]`. */
  readonly output: Tensor;
  readonly cache: DecoderCache;
  /** `[batch, heads, steps, encodedTime]`, where asked for. */
  readonly scores?: Tensor;
}

/** A decoder block, and how to decode with it step by step. */
export interface TransformerDecoder extends Layer<any, Tensor> {
  /**
   * Takes the next time steps, given what was remembered of those before: the same numbers as all steps at once.
   *
   * @param x - `[batch, steps, features]`, the new steps alone.
   * @returns The output of the new steps, and what to remember; the caller disposes both, and `before`.
   */
  decode(x: Tensor, state?: DecodeState): Decoded;
}

/**
 * A block of a Transformer's decoder: every time step looks at itself and those before it, then at the encoder's output where
 * there is one, then passes through a small network of its own.
 *
 *     x ← norm(x + dropout(selfAttention(x, x)))                  causal
 *     x ← norm(x + dropout(crossAttention(x, encoded)))           where encoded is given
 *     y = norm(x + dropout(dense(activation(dense(x)))))          with normalizeFirst: x + dropout(part(norm(x)))
 *
 * Takes `x [batch, time, features]`, as in GPT, or `[x, encoded]`, `encoded [batch, encodedTime, encodedFeatures]`; gives
 * `[batch, time, features]`. Weights: `selfAttention/…` and `crossAttention/…` as `multiHeadAttention` names them,
 * `feedforwardIntermediate/…`, `feedforwardOutput/…`, and `gamma` and `beta` of `selfAttentionNorm`, `crossAttentionNorm`,
 * `feedforwardNorm`. Masks: one of x, one of encoded.
 *
 * @throws {RangeError} If a size is not a positive integer, a dropout outside [0, 1), or the features no multiple of numHeads.
 * @example
 * const layer = transformerDecoder({ intermediateDim: 16, numHeads: 2 });
 * layer.call([fill([1, 3, 8], 1), fill([1, 5, 8], 1)]).shape; // [1, 3, 8]
 * @see Vaswani et al. 2017, https://arxiv.org/abs/1706.03762; Xiong et al. 2020, https://arxiv.org/abs/2002.04745 (normalizeFirst).
 * Options and defaults are Keras Hub's.
 */
export function transformerDecoder(options: TransformerDecoderOptions): TransformerDecoder {
  const { useCausalMask = true } = options;
  const parts = transformer('transformerDecoder', options);
  const both = <T>(given: T | readonly T[]): readonly [T, T?] => (Array.isArray(given) ? given : [given]) as [T, T?];
  const shapesOf = (shape: Shape | readonly Shape[]): readonly [Shape, Shape?] =>
    (Array.isArray(shape[0]) ? shape : [shape]) as [Shape, Shape?];
  let inner: Readonly<Record<string, Layer<any, any>>> = {};

  /** The three parts in turn; the attentions are the caller's, for all steps at once and step by step differ in them alone. */
  function through(
    x: Tensor,
    context: Parameters<typeof parts.feed>[3],
    attend: (x: Tensor) => Tensor,
    cross: ((x: Tensor) => Tensor) | undefined,
  ): Tensor {
    const { selfAttentionNorm, crossAttentionNorm, feedforwardIntermediate, feedforwardOutput, feedforwardNorm } =
      inner;
    x = parts.around(x, selfAttentionNorm!, 1, context, attend);
    if (cross) x = parts.around(x, crossAttentionNorm!, 3, context, cross);
    return parts.around(x, feedforwardNorm!, 5, context, (x) =>
      parts.feed(x, feedforwardIntermediate!, feedforwardOutput!, context),
    );
  }

  const self = composite<any, Tensor, string>('transformerDecoder', options, {
    check(who, shape) {
      const [x, encoded] = shapesOf(shape);
      parts.check(who, 'input', x);
      if (encoded && (encoded.length !== 3 || encoded[2] == null)) {
        throw new RangeError(
          `${who}: encoded must have rank 3 [batch, time, features], the features known, got shape ${showShape(encoded)}.`,
        );
      }
    },
    layers(shape) {
      const [x, encoded] = shapesOf(shape);
      const made: Record<string, readonly [Layer<any, any>, any]> = {
        selfAttention: [parts.attention(x[2]!, useCausalMask), [x, x]],
        selfAttentionNorm: [parts.norm(), x],
        ...(encoded && {
          crossAttention: [parts.attention(x[2]!, false), [x, encoded]],
          crossAttentionNorm: [parts.norm(), x],
        }),
        ...parts.feedforward(x),
      };
      inner = Object.fromEntries(Object.entries(made).map(([name, [layer]]) => [name, layer]));
      return made;
    },
    call(inputs, { selfAttention, crossAttention }, context) {
      const [x, encoded] = both<Tensor>(inputs);
      if (!!encoded !== !!crossAttention) {
        throw new RangeError(
          `${self.name ?? 'transformerDecoder'}: built ${crossAttention ? 'for [x, encoded]' : 'for x alone'}, got ${encoded ? '[x, encoded]' : 'x alone'}.`,
        );
      }
      const here = parts.seeded(context);
      const [mask = null, encodedMask = null] = masksOf(context);
      return through(
        x,
        here,
        (x) => selfAttention!.call([x, x], parts.within(here, 2, [null, mask])),
        encoded && ((x) => crossAttention!.call([x, encoded], parts.within(here, 4, [null, encodedMask]))),
      );
    },
    outputShape: (shape) => shapesOf(shape)[0],
    outputMask: (_, mask, masks) => masksOf({ mask, ...(masks && { masks }) })[0] ?? null,
  });

  return Object.assign(self, {
    decode: (x: Tensor, { before, encoded, returnAttentionScores }: DecodeState = {}) =>
      tidy(() => {
        if (Object.keys(self.weights).length === 0) {
          throw new Error(`${self.name ?? 'transformerDecoder'}: must be built first; call it once, or build it.`);
        }
        const { selfAttention, crossAttention } = inner as Record<string, AttentionLayer>;
        const cross = before?.cross
          ? { key: clone(before.cross.key), value: clone(before.cross.value) }
          : encoded && crossAttention?.remember(encoded);
        const own: { cache?: KeyValueCache; scores?: Tensor } = {};
        const recall = (attention: AttentionLayer, x: Tensor, cache: KeyValueCache): Tensor => {
          if (returnAttentionScores) own.scores = attention.attentionScores(x, cache);
          return attention.recall(x, cache);
        };
        const output = through(
          x,
          {},
          (x) => {
            own.cache = selfAttention!.remember(x, before?.self);
            return recall(selfAttention!, x, own.cache);
          },
          cross && ((x) => recall(crossAttention!, x, cross)),
        );
        const cache = { self: own.cache!, ...(cross && { cross }) };
        return { output, cache, ...(own.scores && { scores: own.scores }) };
      }) as unknown as Decoded,
  });
}
