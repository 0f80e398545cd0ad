import { expect, test } from 'vitest';
import { parallelCoordinates } from './parallelCoordinates.js';
import { palette } from './theme.js';

const texts = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text!);
const strokes = (svg: string, color: string): number => svg.split(`stroke="${color}"`).length - 1;

test('an axis for each hyperparameter and the value, a line for each trial, the best of them marked', () => {
  const trials = Array.from({ length: 20 }, (_, i) => ({
    params: { rate: 10 ** -(i % 5), kind: 'ab'[i % 2], ...(i % 2 && { momentum: i / 20 }) },
    value: i === 3 ? null : i,
    reports: i === 3 ? [9, 30] : [],
  }));
  const { svg } = parallelCoordinates([...trials, { params: { rate: 1 }, value: null }], {
    title: 'Search',
    valueName: 'loss',
  });
  expect(texts(svg)).toEqual(expect.arrayContaining(['Search', 'rate', 'kind', 'momentum', 'loss', 'a', 'b']));
  // Every other trial has no momentum, and its line a gap.
  expect(strokes(svg, palette[1])).toBeGreaterThanOrEqual(2);
  expect(strokes(svg, palette[0])).toBeGreaterThanOrEqual(18);
  expect(parallelCoordinates(trials).svg).toContain('<title>20 trials: rate, kind, momentum and value</title>');
});

test('parallelCoordinates refuses trials without a value', () => {
  expect(() => parallelCoordinates([{ params: { x: 1 }, value: null }])).toThrow(
    new RangeError('parallelCoordinates: a trial must have a value, got 1 without.'),
  );
});
