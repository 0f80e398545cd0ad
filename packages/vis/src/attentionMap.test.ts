import { expect, test } from 'vitest';
import { attentionMap } from './attentionMap.js';

const texts = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text!);
const map = [Float32Array.of(0.9, 0.1, 0), Float32Array.of(0.25, 0.5, 0.25)];

test('tokens stand at rows and columns, a map for each head', () => {
  const one = attentionMap(map, ['le', 'chat'], ['the', 'black', 'cat'], { queryName: 'French' });
  expect(texts(one.svg)).toEqual(expect.arrayContaining(['le', 'chat', 'the', 'black', 'cat', 'French', 'Key', '0']));
  expect(texts(one.svg)).not.toContain('Head 1');
  const two = attentionMap([map, map], ['le', 'chat'], ['the', 'black', 'cat']);
  expect(texts(two.svg).filter((text) => text === 'chat')).toHaveLength(2);
  expect(texts(two.svg)).toEqual(expect.arrayContaining(['Head 1', 'Head 2']));
  expect(two.width).toBeGreaterThan(one.width);
});

test('the darkest cell is the largest weight', () => {
  const { svg } = attentionMap(map, ['le', 'chat'], ['the', 'black', 'cat']);
  expect(svg).toContain('rgb(11,60,93)');
});

test.each([
  [0.9, '0.9'],
  [0.999018, '1'],
  [0.2041, '0.21'],
])('the scale of weights up to %f ends in %s', (most, end) => {
  const { svg } = attentionMap([Float32Array.of(most, 0.1)], ['le'], ['the', 'cat']);
  expect(texts(svg)).toContain(end);
  expect(svg).not.toContain('NaN');
});

test('attentionMap refuses', () => {
  expect(() => attentionMap([], [])).toThrow(
    new RangeError('attentionMap: weights must hold at least one head, got none.'),
  );
  expect(() => attentionMap(map, ['le'], ['the', 'cat'])).toThrow(
    new RangeError(
      'attentionMap: weights must have a row for each of 1 queries and a column for each of 2 keys, got 2 rows of 3.',
    ),
  );
});
