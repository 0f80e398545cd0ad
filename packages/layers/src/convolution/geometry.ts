/** Where windows lie: the arithmetic that convolutions and pools share. */
import type { Shape } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import { showShape } from '../shapes.js';

/** `'valid'`: windows lie inside the input. `'same'`: zeros around it, so that stride 1 keeps the size. */
export type Padding = 'valid' | 'same';

/** Height and width; one number stands for both. */
export type Pair = number | readonly [number, number];

/** Depth, height and width; one number stands for all. */
export type Triple = number | readonly [number, number, number];

/** The axes of a batch, by the number of those between the first and the last. */
export const TIME = ['batch', 'time', 'channels'] as const;
export const IMAGE = ['batch', 'height', 'width', 'channels'] as const;
export const VOLUME = ['batch', 'depth', 'height', 'width', 'channels'] as const;
export type Axes = typeof TIME | typeof IMAGE | typeof VOLUME;

/** The number for each axis between batch and channels, a single one standing for all; what each must be is for `check` to say. */
export function spatial(
  who: string,
  name: string,
  value: number | readonly number[],
  axes: Axes,
  check: (who: string, values: Record<string, unknown>) => void = positiveInteger,
): number[] {
  const names = axes.slice(1, -1);
  const all = typeof value === 'number' ? names.map(() => value) : value;
  if (!Array.isArray(all) || all.length !== names.length) {
    const count = ['', 'one number', 'one number or two', 'one number or three'][names.length];
    const list = names.length > 1 ? ` [${names.join(', ')}]` : '';
    throw new RangeError(`${who}: ${name} must be ${count}${list}, got ${JSON.stringify(value)}.`);
  }
  for (const one of all) check(who, { [name]: one });
  return [...all];
}

/** Both numbers of a pair, checked: `conv2d: strides must be a positive integer, got 0.` */
export const pair = (who: string, name: string, value: Pair): [number, number] =>
  spatial(who, name, value, IMAGE) as [number, number];

/** One number as itself, several in brackets. */
export const showSizes = (sizes: readonly number[]): string => (sizes.length === 1 ? `${sizes[0]}` : showShape(sizes));

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

/** Refuses an input smaller than the window: `conv2d: kernelSize [3, 3] does not fit into input of shape [1, 2, 2, 1].` */
export function checkFit(
  who: string,
  shape: Shape,
  window: readonly number[],
  name: string,
  padding: Padding,
  dilation: readonly number[] = window.map(() => 1),
): void {
  const fits = window.every((size, i) => (windows(shape[i + 1]!, size, 1, padding, dilation[i]!) ?? 1) > 0);
  if (!fits) {
    throw new RangeError(`${who}: ${name} ${showSizes(window)} does not fit into input of shape ${showShape(shape)}.`);
  }
}
