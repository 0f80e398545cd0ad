import { normal, seedFrom, uniform } from '@tenonjs/internal';

/**
 * A number from the gamma distribution of scale 1.
 *
 * @see Marsaglia & Tsang 2000, "A simple method for generating gamma variables"
 */
function gamma(shape: number, seed: number): number {
  if (shape < 1) return gamma(shape + 1, seedFrom(seed, 1)) * (1 - uniform(1, seedFrom(seed, 2))[0]!) ** (1 / shape);
  const d = shape - 1 / 3;
  for (let attempt = 0; ; attempt++) {
    const x = normal(1, seedFrom(seed, 3, attempt))[0]!;
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    const u = 1 - uniform(1, seedFrom(seed, 4, attempt))[0]!;
    if (v > 0 && Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** A number from the beta distribution of two equal parameters. */
export function beta(alpha: number, seed: number): number {
  const [a, b] = [gamma(alpha, seedFrom(seed, 5)), gamma(alpha, seedFrom(seed, 6))];
  return a + b > 0 ? a / (a + b) : 0.5;
}
