import type { DataArray, Loss, Shape } from '@tenonjs/contracts';

const list = (shape: readonly (number | null)[]): string => `[${shape.join(', ')}]`;

/** `fit: x has 60000 samples but y has 59999.` */
export function sameSamples(who: string, x: DataArray, others: Readonly<Record<string, DataArray | undefined>>): void {
  for (const [name, other] of Object.entries(others)) {
    if (other && other.shape[0] !== x.shape[0])
      throw new RangeError(`${who}: x has ${x.shape[0]} samples but ${name} has ${other.shape[0]}.`);
  }
  if (x.shape[0] === 0) throw new RangeError(`${who}: x has no samples.`);
}

/** `fit: the model takes inputs of shape [batch, 28, 28, 1], but x has shape [60000, 784].` */
export function fitsInput(who: string, built: Shape, x: readonly number[]): void {
  if (built.length === x.length && built.every((size, axis) => axis === 0 || size === null || size === x[axis])) return;
  throw new RangeError(
    `${who}: the model takes inputs of shape ${list(['batch' as never, ...built.slice(1)])}, but x has shape ${list(x)}.`,
  );
}

/**
 * Class labels must name a class: on the device a wrong one would pass in silence. Only the plain sparse crossentropy is
 * checked, since an arrow around it may ignore a class.
 */
export function labelsInRange(who: string, loss: Loss, y: DataArray, output: Shape): void {
  const classes = output[output.length - 1];
  if (loss.type !== 'sparseCategoricalCrossentropy' || !classes) return;
  const at = y.data.findIndex((label) => !(label >= 0 && label < classes && Number.isInteger(label)));
  if (at >= 0) {
    throw new RangeError(
      `${who}: labels must be integers from 0 to ${classes - 1}, the model's last layer having ${classes} outputs, got ${y.data[at]} at sample ${Math.floor(at / (y.data.length / y.shape[0]!))}.`,
    );
  }
}
