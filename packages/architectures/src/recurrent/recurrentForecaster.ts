import type { Shape } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import { dense } from '@tenonjs/layers';
import { apply, graph, input, type Model } from '@tenonjs/models';
import { type ArchitectureOptions, identity } from '../architecture.js';
import { type RecurrentStackOptions, stack } from './stack.js';

export interface RecurrentForecasterOptions extends ArchitectureOptions, RecurrentStackOptions {
  /** `[time, features]` of the past, the time null where it varies. */
  readonly inputShape: Shape;
  /** How many values of the future it gives; 1 by default. */
  readonly horizon?: number;
}

/**
 * A stack of recurrent layers that foretells the next values of a series from a window of its past.
 *
 * Takes `[batch, time, features]`, gives `[batch, horizon]`. Reads the window in both directions by default: all of it is past.
 *
 * @throws {RangeError} If a count is not a positive integer, or `rate` outside [0, 1).
 * @see Hewamalage, Bergmeir & Bandara 2021, https://arxiv.org/abs/1909.00590
 */
export function recurrentForecaster(options: RecurrentForecasterOptions): Model {
  const who = 'recurrentForecaster';
  const { inputShape, horizon = 1 } = options;
  positiveInteger(who, { horizon });
  const past = input({ shape: inputShape, name: 'past' });
  const last = dense({ units: horizon, name: 'predictions' });
  return graph({ inputs: past, outputs: apply(last, stack(who, options, past, false)), ...identity(who, options) });
}
