import type { Metric } from '@tenonjs/contracts';
import { finite } from '@tenonjs/internal';
import { cast, equal, greater, type Tensor } from '@tensorflow/tfjs-core';
import { align } from './align.js';
import { mean } from './mean.js';
import type { MetricOptions } from './metric.js';

export interface BinaryAccuracyOptions extends MetricOptions {
  /** A prediction above it counts as 1; default 0.5. Logits want 0. */
  readonly threshold?: number;
}

/** Whether each prediction falls on its target's side of the threshold. */
export const binaryMatches = (who: string, yTrue: Tensor, yPred: Tensor, threshold = 0.5): Tensor =>
  equal(cast(align(who, yTrue, yPred), 'int32'), cast(greater(yPred, threshold), 'int32'));

/**
 * How often `yPred > threshold` agrees with targets of 0 and 1, element by element.
 *
 * Shapes: `yTrue` and `yPred` `[batch]`, `[batch, 1]` or `[batch, …]`; weights `[batch]` or more of the predictions' axes.
 *
 * @throws {RangeError} If the threshold is not a number; from `update`, if the shapes differ.
 * @example
 * const metric = binaryAccuracy();
 * metric.update(tensor1d([1, 1, 0, 0]), tensor1d([0.98, 1, 0, 0.6]));
 * metric.result(); // 0.75
 */
export function binaryAccuracy({ name = 'binaryAccuracy', threshold = 0.5 }: BinaryAccuracyOptions = {}): Metric {
  finite('binaryAccuracy', { threshold });
  return mean((yTrue, yPred) => binaryMatches(name, yTrue, yPred, threshold), { name });
}
