import { softmax } from '@tenonjs/activations';
import { fraction, positiveInteger } from '@tenonjs/internal';
import {
  dense,
  dropout as drop,
  embedding,
  globalAveragePooling1d,
  positionEmbedding,
  transformerEncoder,
} from '@tenonjs/layers';
import { apply, graph, input, type Model, type SymbolicTensor } from '@tenonjs/models';
import { type ArchitectureOptions, identity } from '../architecture.js';
import type { TransformerSizes } from './sizes.js';

export interface TransformerClassifierOptions extends ArchitectureOptions, TransformerSizes {
  /** How many classes there are. */
  readonly classes: number;
  /** How many tokens there are; 0 is padding. */
  readonly vocabularySize: number;
  /** The longest sequence; 256 by default. */
  readonly sequenceLength?: number;
}

/**
 * A Transformer's encoder that tells classes of texts apart: every token looks at all others, and the mean of what they saw is
 * judged.
 *
 * Takes tokens `[batch, time]`, int32, the time up to `sequenceLength` and 0 for padding, which counts for nothing; gives
 * `[batch, classes]`. By default 2 blocks of 4 heads, and vectors of 64.
 *
 * @throws {RangeError} If a count is not a positive integer, `dropout` outside [0, 1), or `hiddenDim` no multiple of `numHeads`.
 * @see Vaswani et al. 2017, https://arxiv.org/abs/1706.03762; https://keras.io/examples/nlp/text_classification_with_transformer/
 */
export function transformerClassifier(options: TransformerClassifierOptions): Model {
  const who = 'transformerClassifier';
  const { classes, vocabularySize, sequenceLength = 256, numLayers = 2, numHeads = 4, hiddenDim = 64 } = options;
  const { intermediateDim = 4 * hiddenDim, dropout = 0.1 } = options;
  positiveInteger(who, { classes, vocabularySize, sequenceLength, numLayers, numHeads, hiddenDim, intermediateDim });
  fraction(who, { dropout });
  const tokens = input({ shape: [null], dtype: 'int32', name: 'tokens' });
  let x: SymbolicTensor = apply(embedding({ inputDim: vocabularySize, outputDim: hiddenDim, maskZero: true }), tokens);
  x = apply(positionEmbedding({ sequenceLength }), x);
  if (dropout > 0) x = apply(drop({ rate: dropout }), x);
  for (let i = 0; i < numLayers; i++) {
    x = apply(transformerEncoder({ numHeads, intermediateDim, dropout, normalizeFirst: true, name: `block_${i}` }), x);
  }
  const last = dense({ units: classes, activation: softmax, name: 'predictions' });
  return graph({
    inputs: tokens,
    outputs: apply(last, apply(globalAveragePooling1d(), x)),
    ...identity(who, options),
  });
}
