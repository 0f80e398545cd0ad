import { expect, test } from 'vitest';
import { cutOf, partsOf } from './parts.js';
import { growthOf, readSeries } from './series.js';

test('nothing behind the training part touches what is trained on, or how it is scaled', async () => {
  const { values } = await readSeries('us-macro-quarterly.csv');
  const growth = growthOf(values);
  const cut = cutOf(growth);
  const parts = partsOf(growth, cut, 4);
  const other = partsOf(
    growth.map((value, i) => (i < cut.validate ? value : 1000 + i)),
    cut,
    4,
  );
  expect(other.scaler.config).toEqual(parts.scaler.config);
  expect(other.train).toEqual(parts.train);
  // And what is tested is not validated on.
  const late = partsOf(
    growth.map((value, i) => (i < cut.test ? value : 1000 + i)),
    cut,
    4,
  );
  expect(late).toEqual({ ...parts, scaler: late.scaler });
});

test('targets are the growth of their own part, windows the growth right before', async () => {
  const growth = Array.from({ length: 100 }, (_, i) => Math.sin(i));
  const cut = cutOf(growth);
  expect(cut).toEqual({ validate: 66, test: 80 });
  const { scaler, train, validation } = partsOf(growth, cut, 4);
  const back = (array: typeof train.x): number[] =>
    [...scaler.inverse(array).data].map((v) => Math.round(v * 1e4) / 1e4);
  const near = (values: number[]): number[] => values.map((v) => Math.round(v * 1e4) / 1e4);
  expect(back(train.y)).toEqual(near(growth.slice(4, 66)));
  expect(back(validation.y)).toEqual(near(growth.slice(66, 80)));
  expect(back(validation.x).slice(0, 4)).toEqual(near(growth.slice(62, 66)));
});

test('the series of both files', async () => {
  const us = await readSeries('us-macro-quarterly.csv');
  expect([us.values.length, us.values[0], us.dates.at(-1)!.toISOString()]).toEqual([
    203,
    2710.349,
    '2009-07-01T00:00:00.000Z',
  ]);
  const china = await readSeries('world-gdp.csv', 'China');
  expect([china.values.length, china.dates[0]!.getUTCFullYear(), china.period]).toEqual([64, 1960, 'year']);
  expect(china.values[0]).toBeCloseTo(59.716, 3);
  await expect(readSeries('world-gdp.csv', 'Atlantis')).rejects.toThrow(
    new RangeError('--country must be one of world-gdp.csv, got Atlantis'),
  );
});
