import type { Metric } from '@tenonjs/contracts';
import { oneOf } from '@tenonjs/internal';
import { mean, onesLike, reshape, type Scalar, slice, type Tensor, transpose } from '@tensorflow/tfjs-core';
import { type MetricOptions, metric } from './metric.js';
import { type Moments, mergeMoments, momentsOf, rowsOf } from './moments.js';
import { meanOf, type Total, weighted } from './weighted.js';

export interface CorrelationOptions extends MetricOptions {
  /**
   * 0, the default: over all samples of all batches, for each feature, then averaged. −1, Keras's default: over the features
   * of each sample, then averaged over the samples.
   */
  readonly axis?: 0 | -1;
}

/** A metric that is a function of the joint moments, `[columns]`. */
export function correlation(who: string, options: CorrelationOptions, value: (moments: Moments) => Tensor): Metric {
  const { name = who, axis = 0 } = options;
  oneOf(who, { axis }, [0, -1]);
  if (axis === 0) {
    return metric<Moments>(name, {
      batch: (...batch) => momentsOf(...rowsOf(name, ...batch)),
      merge: mergeMoments,
      value: (moments) => mean(value(moments)) as Scalar,
    });
  }
  return metric<Total>(name, {
    batch: (...batch) => {
      const [yTrue, yPred, weights] = rowsOf(name, ...batch);
      const features = transpose(yPred);
      const equal = onesLike(slice(features, [0, 0], [features.shape[0]!, 1]));
      return weighted(name, value(momentsOf(transpose(yTrue), features, equal)), reshape(weights, [-1]));
    },
    value: meanOf,
  });
}
