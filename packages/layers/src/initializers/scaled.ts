import type { Initializer } from '@tenonjs/contracts';
import { normal, uniform } from '@tenonjs/internal';
import { initializer, type SeedOptions } from './initializer.js';

/** The standard deviation that is left of a standard normal distribution cut off at ±2. */
const TRUNCATED = 0.8796256610342398;

/** So many values of a variance. */
type Draw = (size: number, seed: number, variance: number) => Float32Array;

export const evenly: Draw = (size, seed, variance) =>
  uniform(size, seed, -Math.sqrt(3 * variance), Math.sqrt(3 * variance));
export const normally: Draw = (size, seed, variance) => normal(size, seed, 0, Math.sqrt(variance));
export const truncated: Draw = (size, seed, variance) => normal(size, seed, 0, Math.sqrt(variance) / TRUNCATED, true);

/** How many inputs one output sees, and how many outputs one input reaches. */
function fans(shape: readonly number[]): { fanIn: number; fanOut: number; fanAvg: number } {
  const [inputs = 1, outputs = inputs] = shape.slice(-2);
  const field = shape.slice(0, -2).reduce((a, b) => a * b, 1);
  return { fanIn: inputs * field, fanOut: outputs * field, fanAvg: ((inputs + outputs) * field) / 2 };
}

/** Values whose variance is `scale` over the fans of the shape. */
export const scaled = (
  type: string,
  options: SeedOptions,
  scale: number,
  mode: 'fanIn' | 'fanOut' | 'fanAvg',
  draw: Draw,
): Initializer =>
  initializer(type, options, (size, seed, shape) => draw(size, seed, scale / Math.max(1, fans(shape)[mode])));
