import { expect, test } from 'vitest';
import { autoregression, lastValue, leastSquares, meanOf, roll, score } from './forecasts.js';

test('least squares finds the weights, and the nearest where there are none', () => {
  const rows = [
    [1, 2],
    [1, 5],
    [1, -1],
  ];
  for (const [i, weight] of leastSquares(rows, [7, 13, 1]).entries()) expect(weight).toBeCloseTo([3, 2][i]!, 10);
  // By NumPy: lstsq([[1, 0], [1, 1], [1, 2]], [0, 1, 3]).
  const near = leastSquares(
    [
      [1, 0],
      [1, 1],
      [1, 2],
    ],
    [0, 1, 3],
  );
  expect(near[0]).toBeCloseTo(-1 / 6, 10);
  expect(near[1]).toBeCloseTo(1.5, 10);
});

test('an autoregression goes on as its series does', async () => {
  const series = [1, 0.5];
  for (let i = 2; i < 40; i++) series.push(0.1 + 0.6 * series[i - 1]! - 0.3 * series[i - 2]!);
  const forecast = autoregression(series.slice(0, 30), 2);
  const [path] = await roll(forecast, series, [30], 8);
  for (const [i, value] of path!.entries()) expect(value).toBeCloseTo(series[30 + i]!, 8);
});

test('forecasts see what came before their time alone', async () => {
  const growth = [1, 2, 3, 4, 5];
  const seen: number[][] = [];
  const spy = (histories: readonly (readonly number[])[]) => {
    seen.push(...histories.map((history) => [...history]));
    return histories.map(() => 0);
  };
  await roll(spy, growth, [2, 3], 2);
  expect(seen).toEqual([
    [1, 2],
    [1, 2, 3],
    [1, 2, 0],
    [1, 2, 3, 0],
  ]);
  expect(await roll(lastValue, growth, [2], 3)).toEqual([[2, 2, 2]]);
  expect(await roll(meanOf([1, 3]), growth, [4], 2)).toEqual([[2, 2]]);
});

test('errors', () => {
  expect(score([1, 2], [2, 0])).toEqual({ mae: 1.5, mse: 2.5 });
});
