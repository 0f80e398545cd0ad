import type { Activation, CallContext, Initializer, Layer, Shape } from '@tenonjs/contracts';
import { fraction, named, positive, positiveInteger, seedFrom } from '@tenonjs/internal';
import { relu as op, type Tensor } from '@tensorflow/tfjs-core';
import { dense } from '../core/dense.js';
import type { LayerOptions } from '../layer.js';
import { layerNormalization } from '../normalization/layerNormalization.js';
import { drop } from '../regularization/dropoutLayer.js';
import { callSeeds } from '../seeds.js';
import { showShape } from '../shapes.js';
import { multiHeadAttention } from './multiHeadAttention.js';
import { residual } from './residual.js';

/** What encoder and decoder share. */
export interface TransformerOptions extends LayerOptions {
  /** The units of the feed-forward network's inner layer. */
  readonly intermediateDim: number;
  /** The number of heads; the features must be a multiple of it. */
  readonly numHeads: number;
  /** The share dropped, in training, of attention probabilities and of what each part adds, in [0, 1); 0 by default. */
  readonly dropout?: number;
  /** The share dropped between the two layers of the feed-forward network, as PyTorch does; 0 by default. */
  readonly activationDropout?: number;
  /** Of the feed-forward network's inner layer; relu by default. */
  readonly activation?: Activation;
  /** 1e-5 by default. */
  readonly layerNormEpsilon?: number;
  /** True normalises before each part, so that deep stacks train without warm-up; false, after it, as in the paper. Default false. */
  readonly normalizeFirst?: boolean;
  /** Of all kernels; `glorotUniform()` by default. */
  readonly kernelInitializer?: Initializer;
  /** Of all biases; `zeros()` by default. */
  readonly biasInitializer?: Initializer;
  /** Seeds dropout; mixed with the model's seed where there is one. */
  readonly seed?: number;
}

const relu: Activation = /* @__PURE__ */ named('relu', (x: Tensor): Tensor => op(x));

/** The layers of the feed-forward network. */
export type Feedforward = 'feedforwardIntermediate' | 'feedforwardOutput' | 'feedforwardNorm';

/** The layers that encoder and decoder are made of, and how they are put together. */
export interface TransformerParts {
  /** The context with the seed of this call, from which the parts take theirs. */
  seeded(context: CallContext): CallContext;
  attention(features: number, useCausalMask: boolean): Layer<any, any>;
  norm(): Layer;
  /** Each with the shape of its input, given the block's. */
  feedforward(shape: Shape): Record<Feedforward, readonly [Layer, Shape]>;
  /** `dense(dropout(activation(dense(x))))` */
  feed(x: Tensor, intermediate: Layer, output: Layer, context: CallContext): Tensor;
  /** A part with its residual: `x + part(norm(x))`, or `norm(x + part(x))`; `index` sets its dropout apart from others'. */
  around(x: Tensor, norm: Layer, index: number, context: CallContext, part: (x: Tensor) => Tensor): Tensor;
  /** The context of an inner attention layer. */
  within(context: CallContext, index: number, masks: readonly (Tensor | null)[]): CallContext;
  check(who: string, what: string, shape: Shape): void;
}

export function transformer(type: string, options: TransformerOptions): TransformerParts {
  const { intermediateDim, numHeads, dropout = 0, activationDropout = 0, activation = relu } = options;
  const { layerNormEpsilon = 1e-5, normalizeFirst = false, kernelInitializer, biasInitializer, seed } = options;
  positiveInteger(type, { intermediateDim, numHeads });
  fraction(type, { dropout, activationDropout });
  positive(type, { layerNormEpsilon });
  const initializers = { ...(kernelInitializer && { kernelInitializer }), ...(biasInitializer && { biasInitializer }) };
  const seedOf = callSeeds(seed);
  const norm = (): Layer => layerNormalization({ epsilon: layerNormEpsilon });
  return {
    seeded: (context) =>
      context.training && (dropout > 0 || activationDropout > 0) ? { ...context, seed: seedOf(context) } : context,
    attention: (features, useCausalMask) =>
      multiHeadAttention({ numHeads, keyDim: features / numHeads, dropout, useCausalMask, ...initializers }),
    norm,
    feedforward: (shape) => ({
      feedforwardIntermediate: [dense({ units: intermediateDim, activation, ...initializers }), shape],
      feedforwardOutput: [dense({ units: shape.at(-1)!, ...initializers }), [...shape.slice(0, -1), intermediateDim]],
      feedforwardNorm: [norm(), shape],
    }),
    feed(x, intermediate, output, { training, seed }) {
      const h = intermediate.call(x);
      const dropping = training && activationDropout > 0;
      return output.call(dropping ? drop(h, activationDropout, seedFrom(seed!, 0), undefined) : h);
    },
    around(x, norm, index, { training, seed }, part) {
      const random = training && dropout > 0 ? { rate: dropout, seed: seedFrom(seed!, index) } : undefined;
      return normalizeFirst ? residual(x, part(norm.call(x)), random) : norm.call(residual(x, part(x), random));
    },
    within: ({ training = false, seed }, index, masks) => ({
      training,
      masks,
      ...(seed !== undefined && { seed: seedFrom(seed, index) }),
    }),
    check(who, what, shape) {
      if (shape.length !== 3) {
        throw new RangeError(
          `${who}: ${what} must have rank 3 [batch, time, features], got shape ${showShape(shape)}.`,
        );
      }
      if (shape[2] == null) {
        throw new RangeError(`${who}: features of ${what} must be known to build, got shape ${showShape(shape)}.`);
      }
      if (shape[2] % numHeads !== 0) {
        throw new RangeError(
          `${who}: the features must be a multiple of numHeads, got ${shape[2]} features and ${numHeads} heads.`,
        );
      }
    },
  };
}
