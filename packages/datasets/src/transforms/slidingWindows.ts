import type { DataArray } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';

export interface SlidingWindowsOptions {
  /** Steps in a window: what the model sees. */
  readonly sequenceLength: number;
  /** Steps to forecast, right behind the window. Default 1. */
  readonly horizon?: number;
  /** Steps from a window's start to the next one's. Default 1. */
  readonly sequenceStride?: number;
  /** Steps from one of a window's values to the next. Default 1. */
  readonly samplingRate?: number;
}

/**
 * Windows of a time series, each with what comes next.
 *
 *     xᵢ = sᵢ … sᵢ₊ₗ₋₁        yᵢ = sᵢ₊ₗ … sᵢ₊ₗ₊ₕ₋₁
 *
 * Split a series by time before windows are made of it, or its test windows' targets are seen in training.
 *
 * @param series - `[time]` or `[time, features]`.
 * @returns x `[windows, sequenceLength, features]`; y `[windows, horizon]` of a series `[time]`, else
 * `[windows, horizon, features]`.
 * @throws {RangeError} If the series is too short for one window.
 * @example
 * const series = { data: Float32Array.of(1, 2, 3, 4, 5), shape: [5] };
 * const { x, y } = slidingWindows(series, { sequenceLength: 3 });
 * x.data; // [1, 2, 3, 2, 3, 4]
 * x.shape; // [2, 3, 1]
 * y.data; // [4, 5]
 * @see Keras's `timeseries_dataset_from_array`.
 */
export function slidingWindows(
  series: DataArray,
  options: SlidingWindowsOptions,
): { x: DataArray<Float32Array>; y: DataArray<Float32Array> } {
  const { sequenceLength, horizon = 1, sequenceStride = 1, samplingRate = 1 } = options;
  positiveInteger('slidingWindows', { sequenceLength, horizon, sequenceStride, samplingRate });
  const [time = 0, features = 1] = series.shape;
  if (series.shape.length < 1 || series.shape.length > 2) {
    throw new RangeError(
      `slidingWindows: series must have shape [time] or [time, features], got [${series.shape.join(', ')}].`,
    );
  }
  // The window's last value comes right before the target's first.
  const span = (sequenceLength - 1) * samplingRate + 1;
  const windows = Math.floor((time - span - horizon) / sequenceStride) + 1;
  if (windows < 1) {
    throw new RangeError(
      `slidingWindows: series must have at least ${span + horizon} steps for a window and its target, got ${time}.`,
    );
  }
  const x = new Float32Array(windows * sequenceLength * features);
  const y = new Float32Array(windows * horizon * features);
  const row = (step: number, steps = 1) => series.data.subarray(step * features, (step + steps) * features);
  for (let i = 0; i < windows; i++) {
    const start = i * sequenceStride;
    for (let j = 0; j < sequenceLength; j++) x.set(row(start + j * samplingRate), (i * sequenceLength + j) * features);
    y.set(row(start + span, horizon), i * horizon * features);
  }
  return {
    x: { data: x, shape: [windows, sequenceLength, features] },
    y: { data: y, shape: [windows, horizon, ...series.shape.slice(1)] },
  };
}
