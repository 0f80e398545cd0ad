/** Scalers and vocabularies know the training data, and nothing of what is tested on. */

import { describe, expect, test } from 'vitest';
import { bytePairTokenizer } from '../text/bytePairTokenizer.js';
import { characterTokenizer } from '../text/characterTokenizer.js';
import { wordTokenizer } from '../text/wordTokenizer.js';
import { kFold } from './kFold.js';
import { minMaxNormalize } from './minMaxNormalize.js';
import { slidingWindows } from './slidingWindows.js';
import { standardize } from './standardize.js';
import { trainTestSplit } from './trainTestSplit.js';

const time = 40;
const series = (future: (value: number) => number) => ({
  data: Float32Array.from({ length: 2 * time }, (_, i) => {
    const value = Math.sin(i) + i / 20;
    return i < 2 * 30 ? value : future(value);
  }),
  shape: [time, 2],
});

describe.each([
  ['standardize', standardize],
  ['minMaxNormalize', minMaxNormalize],
] as const)('%s', (_, make) => {
  const learn = (future: (value: number) => number) => {
    const { train, test } = trainTestSplit({ x: series(future) }, { testSize: 10, shuffle: false });
    const scaler = make().fit(train.x);
    const windows = slidingWindows(scaler.transform(train.x), { sequenceLength: 4 });
    return {
      config: scaler.config,
      windows,
      tested: scaler.transform(test.x),
      back: scaler.inverse(scaler.transform(test.x)),
      test,
    };
  };

  test('a future that is another changes neither what was learned nor what is trained on', () => {
    const [known, other] = [learn((value) => value), learn((value) => 1000 - value)];
    expect(other.config).toEqual(known.config);
    expect(other.windows).toEqual(known.windows);
    // The last target is the last of the training part; the test part is scaled as it is, however far outside.
    expect(known.windows.x.shape[0]).toBe(30 - 4);
    expect(Math.max(...other.tested.data)).toBeGreaterThan(100);
    for (const [i, value] of other.back.data.entries()) expect(value).toBeCloseTo(other.test.x.data[i]!, 2);
  });

  test('in each fold it is fitted anew, and what the fold validates on changes nothing', () => {
    const x = { data: Float32Array.from({ length: 20 }, (_, i) => i * i), shape: [20, 1] };
    const learned = (data: typeof x, fold: number) => {
      const { train } = [...kFold({ data }, { folds: 4, shuffle: false })][fold]!;
      return make().fit(train.data).config;
    };
    for (let fold = 0; fold < 4; fold++) {
      const inFold = (i: number): boolean => Math.floor(i / 5) === fold;
      const spoilt = { ...x, data: x.data.map((value, i) => (inFold(i) ? -1e6 : value)) };
      expect(learned(spoilt, fold)).toEqual(learned(x, fold));
      expect(learned(spoilt, (fold + 1) % 4)).not.toEqual(learned(x, (fold + 1) % 4));
    }
  });
});

test.each([
  ['wordTokenizer', wordTokenizer],
  ['characterTokenizer', characterTokenizer],
  ['bytePairTokenizer', bytePairTokenizer],
] as const)('%s: what training never saw is unknown, and texts to test on change nothing', (_, make) => {
  const train = ['the cat sat on the mat', 'the cat ate the rat'];
  const tested = ['the ÿeti sat on ÿak'];
  const learned = make().fit(train);
  const before = JSON.stringify(learned.config);
  const ids = learned.encode(tested[0]!);
  expect(ids).toContain(learned.id('[UNK]'));
  expect(JSON.stringify(learned.config)).toBe(before);
  expect(learned.vocabulary.some((token) => token.includes('ÿ'))).toBe(false);
  // Learning from all of it, the leak, would be seen.
  expect(
    make()
      .fit([...train, ...tested])
      .vocabulary.some((token) => token.includes('ÿ')),
  ).toBe(true);
  // A second fit forgets the first.
  expect(JSON.stringify(make().fit(tested).fit(train).config)).toBe(before);
});
