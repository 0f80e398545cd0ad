import { fraction, positiveInteger } from '@tenonjs/internal';
import {
  dense,
  dropout as drop,
  embedding,
  sinePositionEncoding,
  transformerDecoder,
  transformerEncoder,
} from '@tenonjs/layers';
import { apply, graph, input, type Model, type SymbolicTensor } from '@tenonjs/models';
import { type ArchitectureOptions, identity } from '../architecture.js';
import type { TransformerSizes } from './sizes.js';

export interface EncoderDecoderOptions extends ArchitectureOptions, TransformerSizes {
  /** How many tokens the language has that is translated from; 0 is padding. */
  readonly sourceVocabularySize: number;
  /** How many tokens the language has that is translated to; 0 is padding. */
  readonly targetVocabularySize: number;
}

/** The model's inputs by name. */
export interface EncoderDecoderInputs extends Readonly<Record<string, SymbolicTensor>> {
  readonly source: SymbolicTensor;
  readonly target: SymbolicTensor;
}

/**
 * The Transformer: an encoder reads a sentence, a decoder writes another, token by token, looking at both.
 *
 * Takes `{ source, target }`, tokens `[batch, sourceTime]` and `[batch, targetTime]`, int32, with 0 for padding; gives the logits of
 * each next token of the target, `[batch, targetTime, targetVocabularySize]`: trained on targets that begin with a start token, against the
 * same without it. The defaults are the paper's base model: 6 blocks each of 8 heads, and vectors of
 * 512.
 *
 * @throws {RangeError} If a count is not a positive integer, `dropout` outside [0, 1), or `hiddenDim` no multiple of `numHeads`.
 * @see Vaswani et al. 2017, https://arxiv.org/abs/1706.03762. The two embeddings and the last layer have weights of their own.
 */
export function encoderDecoder(options: EncoderDecoderOptions): Model<EncoderDecoderInputs> {
  const { sourceVocabularySize, targetVocabularySize, numLayers = 6, numHeads = 8, hiddenDim = 512 } = options;
  const { intermediateDim = 4 * hiddenDim, dropout = 0.1 } = options;
  positiveInteger('encoderDecoder', {
    sourceVocabularySize,
    targetVocabularySize,
    numLayers,
    numHeads,
    hiddenDim,
    intermediateDim,
  });
  fraction('encoderDecoder', { dropout });
  const block = { numHeads, intermediateDim, dropout };
  const embedded = (tokens: SymbolicTensor, inputDim: number, name: string): SymbolicTensor => {
    const x = apply(embedding({ inputDim, outputDim: hiddenDim, maskZero: true, name: `${name}Embedding` }), tokens);
    const placed = apply(sinePositionEncoding({ name: `${name}Positions` }), x);
    return dropout > 0 ? apply(drop({ rate: dropout, name: `${name}Dropout` }), placed) : placed;
  };
  const source = input({ shape: [null], dtype: 'int32', name: 'source' });
  const target = input({ shape: [null], dtype: 'int32', name: 'target' });
  let encoded = embedded(source, sourceVocabularySize, 'source');
  for (let i = 0; i < numLayers; i++) encoded = apply(transformerEncoder({ ...block, name: `encoder_${i}` }), encoded);
  let decoded = embedded(target, targetVocabularySize, 'target');
  for (let i = 0; i < numLayers; i++) {
    decoded = apply(transformerDecoder({ ...block, name: `decoder_${i}` }), [decoded, encoded]) as SymbolicTensor;
  }
  const inputs: EncoderDecoderInputs = { source, target };
  return graph({
    inputs,
    outputs: apply(dense({ units: targetVocabularySize, name: 'predictions' }), decoded),
    ...identity('encoderDecoder', options),
  });
}
