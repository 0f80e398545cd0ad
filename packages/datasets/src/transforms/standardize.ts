import { type Scaler, type ScalerOptions, scaler } from './scaler.js';

export interface StandardizeOptions extends ScalerOptions {
  /** What an earlier fit learned, one for each feature; goes with `deviation`. */
  readonly mean?: readonly number[];
  readonly deviation?: readonly number[];
}

/**
 * A scaler to mean 0 and standard deviation 1.
 *
 *     z = (x − μ) / σ        σ² = mean((x − μ)²)
 *
 * A feature that never changes becomes 0.
 *
 * @throws {RangeError} If the fit meets a number that is not finite, or data has other features than the fit's.
 * @throws {Error} If data is transformed before the fit.
 * @example
 * const scaler = standardize().fit({ data: Float32Array.of(1, 10, 3, 30), shape: [2, 2] });
 * scaler.transform({ data: Float32Array.of(2, 40), shape: [1, 2] }).data; // [0, 2]
 * scaler.inverse({ data: Float32Array.of(0, 2), shape: [1, 2] }).data; // [2, 40]
 * standardize(scaler.config).transform({ data: Float32Array.of(3, 10), shape: [1, 2] }).data; // [1, -1]
 * @see scikit-learn's `StandardScaler`, Keras's `Normalization`.
 */
export function standardize(options: StandardizeOptions = {}): Scaler<StandardizeOptions> {
  const { axis = -1, mean, deviation } = options;
  if (mean?.length !== deviation?.length) {
    throw new RangeError(
      `standardize: mean and deviation must go together, got ${mean?.length ?? 0} and ${deviation?.length ?? 0} numbers.`,
    );
  }
  return scaler({
    type: 'standardize',
    axis,
    fitted: mean && deviation && { mean, deviation },
    learn(data, feature, features) {
      // Two passes: E[x²] − μ² cancels where the mean is large beside the deviation.
      const n = data.length / features;
      const mean = new Float64Array(features);
      for (let i = 0; i < data.length; i++) mean[feature(i)]! += data[i]! / n;
      const variance = new Float64Array(features);
      for (let i = 0; i < data.length; i++) variance[feature(i)]! += (data[i]! - mean[feature(i)]!) ** 2 / n;
      return { mean: [...mean], deviation: [...variance.map(Math.sqrt)] };
    },
    affine: ({ mean, deviation }, f) => ({ shift: mean[f]!, scale: deviation[f] || 1 }),
  });
}
