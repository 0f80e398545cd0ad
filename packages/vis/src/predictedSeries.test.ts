import { expect, test } from 'vitest';
import { predictedSeries } from './predictedSeries.js';

const texts = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text!);
const quarters = (n: number): Date[] => Array.from({ length: n }, (_, i) => new Date(Date.UTC(2000, 3 * i)));

test('dates, values, legend and where the test begins', () => {
  const time = quarters(40);
  const truth = time.map((_, i) => 9000 + 50 * i);
  const model = truth.map((value, i) => (i < 20 ? Number.NaN : value + 30));
  const { svg, width, height } = predictedSeries(
    time,
    truth,
    { GRU: model },
    { valueName: 'GDP', testFrom: time[20]! },
  );
  expect([width, height]).toEqual([960, 400]);
  for (const said of ['2000', '2004', '9,000', '10,500', 'True', 'GRU', 'GDP', 'Date', 'test'])
    expect(
      texts(svg).some((text) => text.includes(said)),
      said,
    ).toBe(true);
  expect(svg).not.toContain('NaN');
  expect(svg).toContain('<title>Predicted and true GDP: GRU</title>');
});

test('the curves lie where the values say', () => {
  const { svg } = predictedSeries([0, 1, 2], [0, 10, 5], { RNN: [10, 5, 0] });
  const curve = (color: string): number[][] => {
    const [, d] = new RegExp(`<path d="([^"]*)" fill="none"[^>]* stroke="${color}" stroke-width="2"`).exec(svg)!;
    return [...d!.matchAll(/[ML]?([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  };
  // 88 to 936 across; 0 at 344, 10 at 44 down.
  expect(curve('#1f2328').map(([x, y]) => [Math.round(x!), Math.round(y!)])).toEqual([
    [88, 344],
    [512, 44],
    [936, 194],
  ]);
  expect(curve('#0072b2').map(([, y]) => Math.round(y!))).toEqual([44, 194, 344]);
});

test('forecasts that begin anew are lines of their own', () => {
  const { svg } = predictedSeries([0, 1, 2, 3], [0, 1, 2, 3], {
    rolling: [
      [0, 1, Number.NaN, Number.NaN],
      [Number.NaN, Number.NaN, 2, 4],
    ],
  });
  const [, d] = /<path d="([^"]*)" fill="none"[^>]* stroke="#0072b2" stroke-width="2"/.exec(svg)!;
  expect(d!.match(/M/g)).toHaveLength(2);
  expect(() => predictedSeries([1, 2], [1, 2], { AR: [[1, 2], [1]] })).toThrow(
    new RangeError('predictedSeries: AR must have a value for each of 2 steps, got 1.'),
  );
});

test('predictedSeries refuses', () => {
  expect(() => predictedSeries([], [], {})).toThrow(
    new RangeError('predictedSeries: time must hold at least one step, got none.'),
  );
  expect(() => predictedSeries([1, 2], [1, 2], { AR: [1] })).toThrow(
    new RangeError('predictedSeries: AR must have a value for each of 2 steps, got 1.'),
  );
});
