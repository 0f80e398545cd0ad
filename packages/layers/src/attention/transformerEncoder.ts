import type { Layer } from '@tenonjs/contracts';
import type { Tensor } from '@tensorflow/tfjs-core';
import { composite } from '../composite.js';
import { sameMask } from '../layer.js';
import { type TransformerOptions, transformer } from './transformer.js';

export interface TransformerEncoderOptions extends TransformerOptions {
  /** True lets each time step see only itself and those before it; false by default. */
  readonly useCausalMask?: boolean;
}

type Inner = 'attention' | 'attentionNorm' | 'feedforwardIntermediate' | 'feedforwardOutput' | 'feedforwardNorm';

/**
 * A block of a Transformer's encoder: every time step looks at all others, then passes through a small network of its own.
 *
 *     x ← norm(x + dropout(attention(x, x)))
 *     y = norm(x + dropout(dense(activation(dense(x)))))          with normalizeFirst: x + dropout(part(norm(x)))
 *
 * Takes and gives `[batch, time, features]`. Weights: `attention/…` as `multiHeadAttention` names them (keyDim is features /
 * numHeads), `attentionNorm/gamma`, `attentionNorm/beta`, `feedforwardIntermediate/kernel [features, intermediateDim]`,
 * `feedforwardIntermediate/bias`, `feedforwardOutput/kernel`, `feedforwardOutput/bias`, `feedforwardNorm/gamma`,
 * `feedforwardNorm/beta`. Nothing looks at masked time steps; what they give themselves counts for nothing.
 *
 * @throws {RangeError} If a size is not a positive integer, a dropout outside [0, 1), or the features no multiple of numHeads.
 * @example
 * const layer = transformerEncoder({ intermediateDim: 16, numHeads: 2 });
 * layer.call(fill([1, 3, 8], 1)).shape; // [1, 3, 8]
 * @see Vaswani et al. 2017, https://arxiv.org/abs/1706.03762; Xiong et al. 2020, https://arxiv.org/abs/2002.04745 (normalizeFirst).
 * Options and defaults are Keras Hub's.
 */
export function transformerEncoder(options: TransformerEncoderOptions): Layer {
  const { useCausalMask = false } = options;
  const parts = transformer('transformerEncoder', options);
  return composite<Tensor, Tensor, Inner>('transformerEncoder', options, {
    check: (who, shape) => parts.check(who, 'input', shape),
    layers: (shape) => ({
      attention: [parts.attention(shape[2]!, useCausalMask), [shape, shape]],
      attentionNorm: [parts.norm(), shape],
      ...parts.feedforward(shape),
    }),
    call: (x, inner, context) => {
      const { attention, attentionNorm, feedforwardIntermediate, feedforwardOutput, feedforwardNorm } = inner;
      const here = parts.seeded(context);
      const mask = context.mask ?? null;
      const attended = parts.around(x, attentionNorm, 1, here, (x) =>
        attention.call([x, x], parts.within(here, 2, [null, mask])),
      );
      return parts.around(attended, feedforwardNorm, 3, here, (x) =>
        parts.feed(x, feedforwardIntermediate, feedforwardOutput, here),
      );
    },
    outputShape: (shape) => shape,
    outputMask: sameMask,
  });
}
