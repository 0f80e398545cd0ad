import type { DataArray, Loss, Shape } from '@tenonjs/contracts';
import type { Network } from '../network/network.js';

const list = (shape: readonly (number | null)[]): string => `[${shape.join(', ')}]`;

/** `fit: x has 60000 samples but y has 59999.` */
export function sameSamples(who: string, arrays: readonly (readonly [string, DataArray | undefined])[]): void {
  const [[x, first]] = arrays as [[string, DataArray]];
  const samples = first.shape[0];
  for (const [name, array] of arrays) {
    if (array && array.shape[0] !== samples)
      throw new RangeError(`${who}: ${x} has ${samples} samples but ${name} has ${array.shape[0]}.`);
  }
  if (samples === 0) throw new RangeError(`${who}: x has no samples.`);
}

/** `fit: the model takes inputs of shape [batch, 28, 28, 1], but x has shape [60000, 784].` */
export function fitsInput(
  who: string,
  { builtShapes, ports }: Network<any, any>,
  x: readonly { readonly shape: readonly number[] }[],
): void {
  x.forEach(({ shape }, i) => {
    const built = builtShapes![i]!;
    if (
      built.length === shape.length &&
      built.every((size, axis) => axis === 0 || size === null || size === shape[axis])
    )
      return;
    const [inputs, given] = x.length > 1 ? [`"${ports!.inputs.names[i]}"`, 'what came'] : ['inputs', 'x'];
    throw new RangeError(
      `${who}: the model takes ${inputs} of shape ${list(['batch' as never, ...built.slice(1)])}, but ${given} has shape ${list(shape)}.`,
    );
  });
}

/**
 * Class labels must name a class: on the device a wrong one would pass in silence. Only the plain sparse crossentropy is
 * checked, since an arrow around it may ignore a class.
 */
export function labelsInRange(who: string, loss: Loss | null, y: DataArray, output: Shape): void {
  const classes = output[output.length - 1];
  if (loss?.type !== 'sparseCategoricalCrossentropy' || !classes) return;
  const at = y.data.findIndex((label) => !(label >= 0 && label < classes && Number.isInteger(label)));
  if (at >= 0) {
    throw new RangeError(
      `${who}: labels must be integers from 0 to ${classes - 1}, the model's last layer having ${classes} outputs, got ${y.data[at]} at sample ${Math.floor(at / (y.data.length / y.shape[0]!))}.`,
    );
  }
}
