import { positiveInteger } from '@tenonjs/internal';
import { settle } from './space.js';
import type { Algorithm } from './trial.js';

export interface GridSearchOptions {
  /** Values of a number, evenly over its range. Default 3. */
  readonly points?: number;
}

/**
 * All combinations, the last hyperparameter changing fastest; the search ends after the last.
 *
 * @throws {RangeError} If points is not a positive integer.
 * @example
 * gridSearch({ points: 2 })({ rate: uniform(0, 1), units: choice([8, 16]) }, [], 2); // { rate: 0.75, units: 8 }
 */
export function gridSearch({ points = 3 }: GridSearchOptions = {}): Algorithm {
  positiveInteger('gridSearch', { points });
  return (space, _, number) => {
    // Counts up like an odometer whose later wheels may depend on the earlier ones.
    let wheels: { at: number; of: number }[] = [];
    for (let passed = 0; ; passed++) {
      const before = wheels;
      let wheel = 0;
      wheels = [];
      const params = settle(space, (_, dimension) => {
        const values = dimension.grid(points);
        const at = before[wheel++]?.at ?? 0;
        wheels.push({ at, of: values.length });
        return values[at];
      });
      if (passed === number) return params;
      while (wheels.length > 0 && wheels.at(-1)!.at === wheels.at(-1)!.of - 1) wheels.pop();
      if (wheels.length === 0) return undefined;
      wheels.at(-1)!.at++;
    }
  };
}
