import { dispatch } from '../dispatch.js';
import { keepNan } from '../functions.js';
import { type Kernel, sizeOf } from '../kernel.js';

// Near 0, exp(x) − 1 and log(1 + x) lose the digits that matter.
const head = `${keepNan}
fn expm1(x: f32) -> f32 {
  if (abs(x) > 0.1) { return exp(x) - 1; }
  return x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4 * (1 + x / 5))));
}
fn log1p(x: f32) -> f32 {
  if (abs(x) > 0.1) { return log(1 + x); }
  let s = x / (2 + x);
  let q = s * s;
  return 2 * s * (1 + q * (1 / 3.0 + q * (1 / 5.0 + q / 7.0)));
}`;

/** A kernel of one float32 tensor: the value of `formula` at `v`, NaN where `v` is. */
const unary =
  (formula: string): Kernel =>
  (backend, { x }) =>
    dispatch(backend, {
      inputs: { x },
      outputs: { y: { shape: x!.shape } },
      floats: { nan: Number.NaN },
      count: sizeOf(x!),
      head,
      body: `  let v = f32(x[i]); y[i] = keepNan(v, ${formula});`,
    });

export const elu: Kernel = unary('select(v, expm1(v), v < 0)');
export const exp: Kernel = unary('exp(v)');
export const expm1: Kernel = unary('expm1(v)');
export const log: Kernel = unary('select(log(v), u.nan, v < 0)');
export const log1p: Kernel = unary('select(log1p(v), u.nan, v < -1)');
// The constants of Klambauer et al. 2017, as tfjs's other backends have them.
export const selu: Kernel = unary('1.0507009873554805 * select(1.6732632423543772 * expm1(v), v, v >= 0)');
export const sigmoid: Kernel = unary('1 / (1 + exp(-v))');
export const softplus: Kernel = unary('max(v, 0) + log1p(exp(-abs(v)))');
