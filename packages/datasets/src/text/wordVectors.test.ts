import { expect, test } from 'vitest';
import { wordVectors } from './wordVectors.js';

test('GloVe’s and word2vec’s text, words with spaces among them', async () => {
  const glove = await wordVectors(new Blob(['the 1 2\n. . . 3 4\ncat -0.5 1e-2\nthe 9 9\n']));
  expect(glove.words).toEqual(['the', '. . .', 'cat']);
  expect(glove.vectors).toEqual({ data: Float32Array.of(1, 2, 3, 4, -0.5, 0.01), shape: [3, 2] });
  const word2vec = await wordVectors(new Blob(['2 3\nla 1 2 3\nle 4 5 6\n']), { words: ['le', 'un'] });
  expect(word2vec.words).toEqual(['le']);
  expect([...word2vec.table(['un', 'le']).data]).toEqual([0, 0, 0, 4, 5, 6]);
});

test('wordVectors refuses', async () => {
  for (const [text, message] of [
    ['a 1 2\nb 1\n', 'must have 2 numbers in each line, got 1 in line 2.'],
    ['a 1 2\nb 1 2 3\n', 'must have 2 numbers in each line, got 3 in line 2.'],
    ['a 1 x\n', 'must hold numbers in line 1, got "x".'],
    ['', 'must hold vectors, got none.'],
  ])
    await expect(wordVectors(new Blob([text!]))).rejects.toThrow(new RangeError(`wordVectors: the data ${message}`));
});
