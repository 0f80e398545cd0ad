import type { Initializer } from '@tenonjs/contracts';
import { fraction, positiveInteger } from '@tenonjs/internal';
import {
  dropout as drop,
  layerNormalization,
  positionEmbedding,
  transformerDecoder,
  truncatedNormal,
} from '@tenonjs/layers';
import { apply, graph, input, type Model, type SymbolicTensor } from '@tenonjs/models';
import { type ArchitectureOptions, identity } from '../architecture.js';
import { geluApproximate } from './geluApproximate.js';
import { reversibleEmbedding } from './reversibleEmbedding.js';
import type { TransformerSizes } from './sizes.js';

export interface GptOptions extends ArchitectureOptions, TransformerSizes {
  /** How many tokens there are; 50,257 by default. */
  readonly vocabularySize?: number;
  /** The longest sequence; 1024 by default. */
  readonly sequenceLength?: number;
  /** Of embeddings and kernels; `truncatedNormal({ stddev: 0.02 })` by default. */
  readonly kernelInitializer?: Initializer;
}

/**
 * A GPT: a Transformer's decoder that tells the next token from those before.
 *
 * Takes tokens `[batch, time]`, int32, the time up to `sequenceLength`; gives the logits of each next token,
 * `[batch, time, vocabularySize]`, for `sparseCategoricalCrossentropy` with `fromLogits`. The defaults are GPT-2 small's: 12
 * blocks of 12 heads, vectors of 768; 124,439,808 parameters, the embedding's being those of the last layer too.
 *
 * @throws {RangeError} If a count is not a positive integer, `dropout` outside [0, 1), or `hiddenDim` no multiple of `numHeads`.
 * @see Radford et al. 2019, https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf
 */
export function gpt(options: GptOptions = {}): Model {
  const { vocabularySize = 50_257, sequenceLength = 1024, numLayers = 12, numHeads = 12, hiddenDim = 768 } = options;
  const {
    intermediateDim = 4 * hiddenDim,
    dropout = 0.1,
    kernelInitializer = truncatedNormal({ stddev: 0.02 }),
  } = options;
  positiveInteger('gpt', { vocabularySize, sequenceLength, numLayers, numHeads, hiddenDim, intermediateDim });
  fraction('gpt', { dropout });
  const tokens = input({ shape: [null], dtype: 'int32', name: 'tokens' });
  const words = reversibleEmbedding({
    inputDim: vocabularySize,
    outputDim: hiddenDim,
    embeddingsInitializer: kernelInitializer,
    name: 'tokenEmbedding',
  });
  let x: SymbolicTensor = apply(words, tokens);
  x = apply(positionEmbedding({ sequenceLength, initializer: kernelInitializer }), x);
  x = apply(drop({ rate: dropout }), x);
  for (let i = 0; i < numLayers; i++) {
    const block = transformerDecoder({
      numHeads,
      intermediateDim,
      dropout,
      activation: geluApproximate,
      normalizeFirst: true,
      layerNormEpsilon: 1e-5,
      kernelInitializer,
      name: `block_${i}`,
    });
    x = apply(block, x) as SymbolicTensor;
  }
  const last = apply(layerNormalization({ epsilon: 1e-5, name: 'finalNorm' }), x);
  return graph({ inputs: tokens, outputs: apply(words, last), ...identity('gpt', options) });
}
