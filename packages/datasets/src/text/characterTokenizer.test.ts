import { expect, test } from 'vitest';
import { characterTokenizer } from './characterTokenizer.js';

test('characters beyond the sixteen-bit ones are one token', () => {
  const letters = characterTokenizer({ specials: [] }).fit(['a😀b', 'A']);
  expect(letters.vocabulary).toEqual(['A', 'a', 'b', '😀']);
  expect([...letters.encode('😀A')]).toEqual([3, 0]);
  expect(characterTokenizer({ specials: [], lower: true }).fit(['aA']).vocabulary).toEqual(['a']);
});
