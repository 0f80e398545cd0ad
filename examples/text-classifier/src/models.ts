import { sigmoid } from '@tenonjs/activations';
import {
  dense,
  dot,
  dropout as drop,
  embedding,
  flatten,
  l2,
  positionEmbedding,
  randomNormal,
  softmaxLayer,
  transformerEncoder,
} from '@tenonjs/layers';
import { apply, graph, input, type Model, type SymbolicTensor, sequential } from '@tenonjs/models';
import { longest } from './data.js';

export interface ClassifierOptions {
  readonly vocabularySize: number;
  readonly units: number;
  readonly heads: number;
  readonly layers: number;
  readonly dropout: number;
  readonly seed: number;
}

/** A judge's verdict, `[batch, 1]`, and how much each word counted for it, `[batch, time, 1]`. */
export type Judge = Model<SymbolicTensor, { positive: SymbolicTensor; attention: SymbolicTensor }>;

/**
 * A Transformer's encoder; what it made of the words is averaged by attention:
 *
 *     x = blocks(embedding(words) + position)        a = softmax(x·k)        positive = σ(w · Σₜ aₜxₜ + b)
 *
 * @returns The model to train, of the same layers the judge that tells `a` too.
 */
export function classifier(options: ClassifierOptions): { model: Model; judge: Judge } {
  const { vocabularySize, units, heads, layers, dropout, seed } = options;
  const words = input({ shape: [null], dtype: 'int32', name: 'words' });
  const vectors = embedding({
    inputDim: vocabularySize,
    outputDim: units,
    embeddingsInitializer: randomNormal({ stddev: 0.1 }),
    maskZero: true,
    name: 'vectors',
  });
  let x: SymbolicTensor = apply(vectors, words);
  x = apply(positionEmbedding({ sequenceLength: longest, initializer: randomNormal({ stddev: 0.025 }) }), x);
  x = apply(drop({ rate: dropout }), x);
  for (let i = 0; i < layers; i++) {
    const block = { numHeads: heads, intermediateDim: 2 * units, dropout: 0.4 * dropout, normalizeFirst: true };
    x = apply(transformerEncoder({ ...block, name: `block_${i}` }), x);
  }
  const attention = apply(softmaxLayer({ axis: 1, name: 'attention' }), apply(dense({ units: 1 }), x));
  const pooled = apply(flatten(), apply(dot({ axes: 1 }), [attention, x]));
  const positive = apply(
    dense({ units: 1, activation: sigmoid, name: 'positive' }),
    apply(drop({ rate: dropout }), pooled),
  );
  return {
    model: graph({ inputs: words, outputs: positive, name: 'transformer', seed }),
    judge: graph({ inputs: words, outputs: { positive, attention }, name: 'judge' }),
  };
}

/** What `load` makes a judge again of. */
export const parts = {
  ...{ graph, dense, dot, dropout: drop, embedding, flatten, positionEmbedding, randomNormal, sigmoid, softmaxLayer },
  transformerEncoder,
};

/** Logistic regression on the words that are there. */
export const bagOfWords = (vocabularySize: number, seed: number): Model =>
  sequential(
    [
      dense({
        units: 1,
        activation: sigmoid,
        kernelRegularizer: l2({ l2: 1e-4 }),
        inputShape: [vocabularySize],
      }),
    ],
    { name: 'bagOfWords', seed },
  );
