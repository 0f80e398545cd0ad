import { type Scaler, slidingWindows, standardize, trainTestSplit } from '@tenonjs/datasets';

/** What comes before what: growth up to `validate` is trained on, up to `test` validated on, the rest tested on. */
export interface Cut {
  readonly validate: number;
  readonly test: number;
}

/** Split by time: the last fifth is the test; of what comes before it, the last sixth validates. */
export function cutOf(growth: readonly number[]): Cut {
  const all = { data: Float32Array.from(growth), shape: [growth.length] };
  const known = trainTestSplit({ growth: all }, { testSize: 1 / 5, shuffle: false }).train;
  const { train } = trainTestSplit(known, { testSize: 1 / 6, shuffle: false });
  return { validate: train.growth.shape[0]!, test: known.growth.shape[0]! };
}

export interface Parts {
  readonly scaler: Scaler;
  readonly train: ReturnType<typeof slidingWindows>;
  readonly validation: ReturnType<typeof slidingWindows>;
}

/**
 * Windows to train and validate on, standardised by the training part alone. A window's target lies in its own part; what
 * the window shows may lie before it.
 */
export function partsOf(growth: readonly number[], cut: Cut, window: number): Parts {
  const array = (from: number, to: number) => ({ data: Float32Array.from(growth.slice(from, to)), shape: [to - from] });
  const scaler = standardize().fit(array(0, cut.validate));
  const windows = (from: number, to: number) =>
    slidingWindows(scaler.transform(array(from, to)), { sequenceLength: window });
  return { scaler, train: windows(0, cut.validate), validation: windows(cut.validate - window, cut.test) };
}
