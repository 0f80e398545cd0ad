import { expect, test } from 'vitest';
import { translationPairs } from './translationPairs.js';

test('files of other lengths and a single one are refused', async () => {
  const pairs = translationPairs({ en: new Blob(['a\nb\n']), de: new Blob(['c\n']) });
  await expect(pairs.toArray()).rejects.toThrow(
    new RangeError('translationPairs: files must have as many lines each, got 1 in de and more in others.'),
  );
  expect(await pairs.take(1).toArray()).toEqual([{ en: 'a', de: 'c' }]);
  expect(() => translationPairs({ en: new Blob() })).toThrow(
    new RangeError('translationPairs: files must be of two languages at least, got 1.'),
  );
});
