import { expect, test } from 'vitest';
import { confusionMatrix } from './confusionMatrix.js';

const texts = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text!);
const fills = (svg: string): string[] =>
  [...svg.matchAll(/<path d="M\d[^"]*Z"[^>]* fill="((?:rgb|#)[^"]*)"/g)].map(([, fill]) => fill!);

test('counts stand in cells coloured by their row’s shares', () => {
  const { svg } = confusionMatrix(
    [
      [90, 10],
      [1, 1],
    ],
    { labels: ['cat', 'dog'] },
  );
  expect(texts(svg)).toEqual(expect.arrayContaining(['90', '10', '1', 'cat', 'dog', 'True', 'Predicted']));
  const raw = confusionMatrix(
    [
      [90, 10],
      [1, 1],
    ],
    { normalize: false },
  );
  // Half of a row is darker than one of ninety.
  expect(fills(svg).join()).not.toBe(fills(raw.svg).join());
  expect(raw.svg).toContain('<title>Confusion matrix of 0, 1</title>');
});

test('confusionMatrix refuses', () => {
  expect(() => confusionMatrix([[1, 2]])).toThrow(
    new RangeError('confusionMatrix: counts must be a square table, got rows of 2.'),
  );
  expect(() => confusionMatrix([])).toThrow(
    new RangeError('confusionMatrix: counts must be a square table, got rows of none.'),
  );
  expect(() => confusionMatrix([[1]], { labels: [] })).toThrow(
    new RangeError('confusionMatrix: labels must name each of 1 classes, got 0 names.'),
  );
});
