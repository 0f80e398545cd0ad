import { activate } from '@tenonjs/backend-wasm';
import { beforeAll, expect, test } from 'vitest';
import { bleuOf } from './report.js';

beforeAll(() => activate());

test('BLEU by hand: clipped n-grams over the whole corpus, and the penalty for brevity', () => {
  // 1-grams 5 of 6, 2-grams 3 of 5, 3-grams 2 of 4, 4-grams 1 of 3: the fourth root of 1/12.
  expect(bleuOf(['the cat is on a mat'], ['the cat is on the mat'])).toBeCloseTo(100 * (1 / 12) ** 0.25, 4);
  // With a second text of four words for five: 9/10, 6/8, 4/6, 2/4, and 10 words for 11.
  expect(bleuOf(['the cat is on a mat', 'a dog runs .'], ['the cat is on the mat', 'a dog runs . fast'])).toBeCloseTo(
    100 * Math.exp(1 - 11 / 10) * (0.9 * 0.75 * (4 / 6) * 0.5) ** 0.25,
    4,
  );
  expect(bleuOf(['un chien court .'], ['un chien court .'])).toBeCloseTo(100, 4);
  expect(bleuOf([''], ['un chien'])).toBe(0);
});
