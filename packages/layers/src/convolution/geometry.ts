/** Where windows lie: the arithmetic that convolutions and pools share. */
import type { Shape } from '@tenonjs/contracts';
import { oneOf, positiveInteger } from '@tenonjs/internal';
import { showShape } from '../shapes.js';

/** `'valid'`: windows lie inside the input. `'same'`: zeros around it, so that stride 1 keeps the size. */
export type Padding = 'valid' | 'same';

/** Height and width; one number stands for both. */
export type Pair = number | readonly [number, number];

/** Both numbers of a pair, checked: `conv2d: strides must be a positive integer, got 0.` */
export function pair(who: string, name: string, value: Pair): [number, number] {
  const both: readonly number[] = typeof value === 'number' ? [value, value] : value;
  if (!Array.isArray(both) || both.length !== 2) {
    throw new RangeError(`${who}: ${name} must be one number or two [height, width], got ${JSON.stringify(value)}.`);
  }
  for (const one of both) positiveInteger(who, { [name]: one });
  return both as [number, number];
}

export function checkPadding(who: string, padding: Padding, dataFormat: string): void {
  oneOf(who, { padding }, ['valid', 'same']);
  oneOf(who, { dataFormat }, ['channelsLast']);
}

/** The number of windows over an axis; null where its size is not known. */
export function windows(
  size: number | null,
  kernel: number,
  stride: number,
  padding: Padding,
  dilation = 1,
): number | null {
  if (size === null) return null;
  return Math.ceil((padding === 'same' ? size : size - (kernel - 1) * dilation) / stride);
}

/** How many zeros come before and after an axis; the odd one comes after, as in TensorFlow. */
export function around(size: number, kernel: number, stride: number, padding: Padding, dilation = 1): [number, number] {
  const covered = (windows(size, kernel, stride, padding, dilation)! - 1) * stride + (kernel - 1) * dilation + 1;
  const zeros = Math.max(covered - size, 0);
  return [Math.floor(zeros / 2), zeros - Math.floor(zeros / 2)];
}

/** Refuses an image smaller than the window: `conv2d: kernelSize [3, 3] does not fit into input of shape [1, 2, 2, 1].` */
export function checkFit(
  who: string,
  shape: Shape,
  window: readonly [number, number],
  name: string,
  padding: Padding,
  dilation: readonly [number, number] = [1, 1],
): void {
  const fits = [0, 1].every((i) => (windows(shape[i + 1]!, window[i]!, 1, padding, dilation[i]!) ?? 1) > 0);
  if (!fits) {
    throw new RangeError(`${who}: ${name} ${showShape(window)} does not fit into input of shape ${showShape(shape)}.`);
  }
}

/** The axes of an image batch. */
export const IMAGE = ['batch', 'height', 'width', 'channels'] as const;
