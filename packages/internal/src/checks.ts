/** Argument checks. Each throws one sentence: who, what must hold, what came. */
import type { Tensor } from '@tensorflow/tfjs-core';

type Values = Readonly<Record<string, unknown>>;

/** A value as messages have it: strings in quotes, arrays as `[2, 3]`. */
export const show = (value: unknown): string =>
  typeof value === 'string' ? `"${value}"` : Array.isArray(value) ? `[${value.map(show).join(', ')}]` : String(value);

/** Throws `adam: 0/m must have shape [2], got [1].` */
export function refuse(who: string, what: string, must: string, got: unknown): never {
  throw new RangeError(`${who}: ${what} must ${must}, got ${show(got)}.`);
}

function each(who: string, values: Values, holds: (value: number) => boolean, must: string): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(Number.isFinite(value) && holds(value as number))) refuse(who, name, `be ${must}`, value);
  }
}

/** `dense: units must be a positive integer, got -3.` */
export const positiveInteger = (who: string, values: Values): void =>
  each(who, values, (value) => value > 0 && value % 1 === 0, 'a positive integer');

/** `crop: left must be an integer, got 0.5.` */
export const integer = (who: string, values: Values): void =>
  each(who, values, (value) => value % 1 === 0, 'an integer');

/** `adam: beta1 must be in [0, 1), got 1.` */
export const fraction = (who: string, values: Values): void =>
  each(who, values, (value) => value >= 0 && value < 1, 'in [0, 1)');

/** `adam: epsilon must be a positive number, got 0.` */
export const positive = (who: string, values: Values): void =>
  each(who, values, (value) => value > 0, 'a positive number');

/** `l2: rate must be a non-negative number, got -1.` */
export const nonNegative = (who: string, values: Values): void =>
  each(who, values, (value) => value >= 0, 'a non-negative number');

/** `constant: value must be a finite number, got NaN.` */
export const finite = (who: string, values: Values): void => each(who, values, () => true, 'a finite number');

/** `conv2d: padding must be "valid" or "same", got "full".` */
export function oneOf(who: string, values: Values, allowed: readonly unknown[]): void {
  for (const [name, value] of Object.entries(values)) {
    if (!allowed.includes(value)) refuse(who, name, `be ${allowed.map(show).join(' or ')}`, value);
  }
}

/** `conv2d: input must have rank 4 [batch, height, width, channels], got shape [32, 784].` */
export function rank(who: string, what: string, shape: readonly (number | null)[], axes: readonly string[]): void {
  if (shape.length !== axes.length) {
    throw new RangeError(
      `${who}: ${what} must have rank ${axes.length} [${axes.join(', ')}], got shape [${shape.map(String).join(', ')}].`,
    );
  }
}

/** `meanSquaredError: yTrue has shape [2, 3] but yPred has [2, 4].` */
export function sameShape(who: string, yTrue: Tensor, yPred: Tensor): void {
  if (yTrue.shape.length !== yPred.shape.length || yTrue.shape.some((size, axis) => size !== yPred.shape[axis])) {
    throw new RangeError(
      `${who}: yTrue has shape [${yTrue.shape.join(', ')}] but yPred has [${yPred.shape.join(', ')}].`,
    );
  }
}
