/**
 * A way to forecast: from the growth seen so far, up to each of the given times and never beyond, the next one.
 *
 * @param histories - For each forecast all growth up to its time.
 */
export type Forecast = (histories: readonly (readonly number[])[]) => Promise<readonly number[]> | readonly number[];

/** Growth goes on as it was last. */
export const lastValue: Forecast = (histories) => histories.map((history) => history.at(-1)!);

/** Growth is what it was on average in training. */
export function meanOf(training: readonly number[]): Forecast {
  const mean = training.reduce((sum, growth) => sum + growth, 0) / training.length;
  return (histories) => histories.map(() => mean);
}

/** gₜ = c + a₁gₜ₋₁ + … + aₚgₜ₋ₚ, fitted to the training part by least squares. */
export function autoregression(training: readonly number[], order: number): Forecast {
  const features = (history: readonly number[]): number[] => [1, ...history.slice(-order).reverse()];
  const rows = training.slice(order).map((_, i) => features(training.slice(0, i + order)));
  const weights = leastSquares(rows, training.slice(order));
  return (histories) =>
    histories.map((history) => features(history).reduce((sum, feature, i) => sum + feature * weights[i]!, 0));
}

/** The w that makes |Xw − y|² least: XᵀX w = Xᵀy, by elimination. */
export function leastSquares(x: readonly (readonly number[])[], y: readonly number[]): number[] {
  const n = x[0]!.length;
  const system = Array.from({ length: n }, (_, i) => [
    ...Array.from({ length: n }, (_, j) => x.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
    x.reduce((sum, row, k) => sum + row[i]! * y[k]!, 0),
  ]);
  for (let i = 0; i < n; i++) {
    const pivot = system
      .slice(i)
      .reduce((best, row, k) => (Math.abs(row[i]!) > Math.abs(system[best]![i]!) ? i + k : best), i);
    [system[i], system[pivot]] = [system[pivot]!, system[i]!];
    for (const [k, row] of system.entries()) {
      if (k === i) continue;
      const factor = row[i]! / system[i]![i]!;
      for (let j = i; j <= n; j++) row[j]! -= factor * system[i]![j]!;
    }
  }
  return system.map((row, i) => row[n]! / row[i]!);
}

/** Forecasts `steps` ahead from each time: each step sees the ones before it as if they had happened. */
export async function roll(
  forecast: Forecast,
  growth: readonly number[],
  times: readonly number[],
  steps: number,
): Promise<number[][]> {
  const histories = times.map((time) => growth.slice(0, time));
  for (let step = 0; step < steps; step++) {
    const next = await forecast(histories);
    for (const [i, history] of histories.entries()) history.push(next[i]!);
  }
  return histories.map((history, i) => history.slice(times[i]!));
}

export interface Score {
  readonly mae: number;
  readonly mse: number;
}

export function score(truth: readonly number[], predicted: readonly number[]): Score {
  const errors = truth.map((value, i) => predicted[i]! - value);
  return {
    mae: errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length,
    mse: errors.reduce((sum, error) => sum + error * error, 0) / errors.length,
  };
}
