import type { DataArray } from '@tenonjs/contracts';

export interface ScalerOptions {
  /**
   * The axis that each has numbers of its own for every index, such as the features, −1, the default; null: the same for
   * all values. A series `[samples]` has one feature.
   */
  readonly axis?: number | null;
}

/** Numbers learned from training data, then applied to any data. */
export interface Scaler<Options extends ScalerOptions = ScalerOptions> {
  /** The name of the factory. */
  readonly type: string;
  /** The factory's options that make this scaler again, fitted: plain JSON, to be saved beside the model. */
  readonly config: Options;
  /** Learns from `x`, the training data alone, and forgets what was learned before. Returns the scaler. */
  fit(x: DataArray): Scaler<Options>;
  /** The scaled values, of the same shape, as float32. What was learned from one feature scales data of any shape. */
  transform(x: DataArray): DataArray<Float32Array>;
  /** The way back: `inverse(transform(x))` is `x`, to float32's accuracy. Takes predictions too. */
  inverse(x: DataArray): DataArray<Float32Array>;
}

/** How one feature is scaled: `(value − shift) / scale`. */
interface Affine {
  readonly shift: number;
  readonly scale: number;
}

type Statistics = Readonly<Record<string, readonly number[]>>;

interface Rule<S extends Statistics> {
  readonly type: string;
  readonly axis: number | null;
  /** Options that `config` repeats. */
  readonly options?: object;
  /** What an earlier fit learned, a number for each feature under every name. */
  readonly fitted: S | undefined;
  /** Learns; `feature[i]` is the feature that value `i` belongs to. */
  learn(data: DataArray['data'], feature: (i: number) => number, features: number): S;
  affine(statistics: S, feature: number): Affine;
}

/** The scaler of a rule: the bookkeeping of axes, of being fitted, and of what is refused. */
export function scaler<S extends Statistics>(rule: Rule<S>): Scaler<ScalerOptions & Partial<S>> {
  const { type, axis, options } = rule;
  let { fitted } = rule;
  const length = (statistics: S): number => Object.values(statistics)[0]!.length;

  function layout(x: DataArray): { features: number; feature: (i: number) => number } {
    const rank = x.shape.length;
    if (axis === null || (rank === 1 && axis === -1)) return { features: 1, feature: () => 0 };
    const at = axis < 0 ? axis + rank : axis;
    if (!Number.isInteger(axis) || at < 1 || at >= rank) {
      throw new RangeError(
        `${type}: axis must be null or an axis behind the samples' of shape [${x.shape.join(', ')}], got ${axis}.`,
      );
    }
    const features = x.shape[at]!;
    const inner = x.shape.slice(at + 1).reduce((a, b) => a * b, 1);
    return { features, feature: (i) => Math.floor(i / inner) % features };
  }

  function map(x: DataArray, apply: (value: number, affine: Affine) => number): DataArray<Float32Array> {
    if (!fitted) throw new Error(`${type}: fit(x) must come before transform and inverse, got no fit.`);
    const statistics = fitted;
    const { features, feature } = length(statistics) === 1 ? { features: 1, feature: () => 0 } : layout(x);
    if (features !== length(statistics)) {
      throw new RangeError(
        `${type}: x must have ${length(statistics)} features as in fit, got shape [${x.shape.join(', ')}].`,
      );
    }
    const affine = Array.from({ length: features }, (_, f) => rule.affine(statistics, f));
    const data = new Float32Array(x.data.length);
    for (let i = 0; i < data.length; i++) data[i] = apply(x.data[i]!, affine[feature(i)]!);
    return { data, shape: x.shape };
  }

  return {
    type,
    get config() {
      return { axis, ...options, ...fitted } as ScalerOptions & Partial<S>;
    },
    fit(x) {
      const { features, feature } = layout(x);
      if (x.data.length === 0) throw new RangeError(`${type}: fit needs samples, got shape [${x.shape.join(', ')}].`);
      const bad = x.data.findIndex((value) => !Number.isFinite(value));
      if (bad >= 0)
        throw new RangeError(
          `${type}: fit needs finite numbers, got ${x.data[bad]} at value ${bad} of shape [${x.shape.join(', ')}].`,
        );
      fitted = rule.learn(x.data, feature, features);
      return this;
    },
    transform: (x) => map(x, (value, { shift, scale }) => (value - shift) / scale),
    inverse: (x) => map(x, (value, { shift, scale }) => value * scale + shift),
  };
}
