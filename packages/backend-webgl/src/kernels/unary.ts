import { elementwise } from '../elementwise.js';
import type { Kernel } from '../kernel.js';

// tfjs's own give a number for NaN, and a model that trains on nothing would go unseen.
const head = `
float expm1(float x) {
  if (abs(x) > 0.1) { return exp(x) - 1.; }
  return x * (1. + x / 2. * (1. + x / 3. * (1. + x / 4. * (1. + x / 5.))));
}
float log1p(float x) {
  if (abs(x) > 0.1) { return log(1. + x); }
  float s = x / (2. + x);
  float q = s * s;
  return 2. * s * (1. + q * (1. / 3. + q * (1. / 5. + q / 7.)));
}`;

/** A kernel of one float32 tensor: the value of `formula` at `v`, NaN where `v` is. */
const unary =
  (formula: string): Kernel =>
  (backend, { x }) => [
    elementwise(backend, {
      inputs: { x },
      head: `${head}\nfloat f(float v) { return isnan(v) ? v : ${formula}; }`,
      value: 'vec4(f(x.r), f(x.g), f(x.b), f(x.a))',
    }),
  ];

export const elu: Kernel = unary('v < 0. ? expm1(v) : v');
// The constants of Klambauer et al. 2017, as tfjs's other backends have them.
export const selu: Kernel = unary('1.0507009873554805 * (v < 0. ? 1.6732632423543772 * expm1(v) : v)');
export const softplus: Kernel = unary('max(v, 0.) + log1p(exp(-abs(v)))');
