import { softmax } from '@tenonjs/activations';
import type { Shape } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import { dense, embedding, masking } from '@tenonjs/layers';
import { apply, graph, input, type Model, type SymbolicTensor } from '@tenonjs/models';
import { type ArchitectureOptions, identity } from '../architecture.js';
import { type RecurrentStackOptions, stack } from './stack.js';

export interface RecurrentClassifierOptions extends ArchitectureOptions, RecurrentStackOptions {
  /** How many classes there are. */
  readonly classes: number;
  /** `[time, features]` of a sequence of numbers, the time null where it varies; absent for words. */
  readonly inputShape?: Shape;
  /** How many words there are, for sequences of their numbers, 0 being padding; absent for sequences of numbers. */
  readonly vocabularySize?: number;
  /** The length of a word's vector; 64 by default. */
  readonly embeddingDim?: number;
  /** What padding of a sequence of numbers is filled with: such steps are left out; none by default. */
  readonly maskValue?: number;
  /** A class for each time step instead of one for the sequence; false by default. */
  readonly returnSequences?: boolean;
}

/**
 * A stack of recurrent layers, in both directions by default, that tells classes of sequences apart: texts, gestures, sensors.
 *
 * Takes words `[batch, time]` or numbers `[batch, time, features]`, gives `[batch, classes]`, or `[batch, time, classes]` with
 * `returnSequences`.
 *
 * @throws {RangeError} If a count is not a positive integer, `rate` outside [0, 1), or neither or both of `inputShape` and
 *   `vocabularySize` are given.
 * @see Graves & Schmidhuber 2005, https://doi.org/10.1016/j.neunet.2005.06.042 (both directions); https://keras.io/examples/nlp/bidirectional_lstm_imdb/
 */
export function recurrentClassifier(options: RecurrentClassifierOptions): Model {
  const who = 'recurrentClassifier';
  const { classes, inputShape, vocabularySize, embeddingDim = 64, maskValue, returnSequences = false } = options;
  positiveInteger(who, { classes });
  if ((inputShape === undefined) === (vocabularySize === undefined)) {
    throw new RangeError(
      `${who}: either inputShape, for numbers, or vocabularySize, for words, must be given, got ${inputShape ? 'both' : 'neither'}.`,
    );
  }
  let sequence: SymbolicTensor;
  let x: SymbolicTensor;
  if (vocabularySize !== undefined) {
    positiveInteger(who, { vocabularySize, embeddingDim });
    sequence = input({ shape: [null], dtype: 'int32', name: 'words' });
    x = apply(embedding({ inputDim: vocabularySize, outputDim: embeddingDim, maskZero: true }), sequence);
  } else {
    sequence = input({ shape: inputShape!, name: 'sequence' });
    x = maskValue === undefined ? sequence : apply(masking({ maskValue }), sequence);
  }
  const last = dense({ units: classes, activation: softmax, name: 'predictions' });
  return graph({
    inputs: sequence,
    outputs: apply(last, stack(who, options, x, returnSequences)),
    ...identity(who, options),
  });
}
