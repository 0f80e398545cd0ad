import { type Scaler, type ScalerOptions, scaler } from './scaler.js';

export interface MinMaxNormalizeOptions extends ScalerOptions {
  /** Where the training data's least and greatest values go. Default `[0, 1]`. */
  readonly range?: readonly [number, number];
  /** What an earlier fit learned, one for each feature; goes with `max`. */
  readonly min?: readonly number[];
  readonly max?: readonly number[];
}

/**
 * A scaler to a range, by the training data's least and greatest values.
 *
 *     z = low + (high − low) · (x − min) / (max − min)
 *
 * A feature that never changes becomes `low`. Other data may leave the range.
 *
 * @throws {RangeError} If range does not rise, the fit meets a number that is not finite, or data has other features than
 * the fit's.
 * @throws {Error} If data is transformed before the fit.
 * @example
 * const scaler = minMaxNormalize().fit({ data: Float32Array.of(10, 20, 30), shape: [3] });
 * scaler.transform({ data: Float32Array.of(10, 25, 40), shape: [3] }).data; // [0, 0.75, 1.5]
 * scaler.inverse({ data: Float32Array.of(0.75), shape: [1, 1] }).data; // [25]
 * @see scikit-learn's `MinMaxScaler`.
 */
export function minMaxNormalize(options: MinMaxNormalizeOptions = {}): Scaler<MinMaxNormalizeOptions> {
  const { axis = -1, range = [0, 1], min, max } = options;
  const [low, high] = range;
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
    throw new RangeError(`minMaxNormalize: range must be two rising numbers, got [${range.join(', ')}].`);
  }
  if (min?.length !== max?.length) {
    throw new RangeError(
      `minMaxNormalize: min and max must go together, got ${min?.length ?? 0} and ${max?.length ?? 0} numbers.`,
    );
  }
  return scaler({
    type: 'minMaxNormalize',
    axis,
    options: { range },
    fitted: min && max && { min, max },
    learn(data, feature, features) {
      const min = new Array<number>(features).fill(Number.POSITIVE_INFINITY);
      const max = new Array<number>(features).fill(Number.NEGATIVE_INFINITY);
      for (let i = 0; i < data.length; i++) {
        const f = feature(i);
        min[f] = Math.min(min[f]!, data[i]!);
        max[f] = Math.max(max[f]!, data[i]!);
      }
      return { min, max };
    },
    affine({ min, max }, f) {
      const scale = (max[f]! - min[f]! || 1) / (high - low);
      return { shift: min[f]! - low * scale, scale };
    },
  });
}
