/** Masks of time steps. */
import type { CallContext } from '@tenonjs/contracts';
import { any, cast, cumsum, minimum, type Tensor, unstack } from '@tensorflow/tfjs-core';
import { showShape } from '../shapes.js';
import type { How } from './stepByStep.js';

/** The mask of the sequence, checked. */
export function maskOf(who: string, x: Tensor, { mask, masks }: CallContext): Tensor | undefined {
  const given = masks ? masks[0] : mask;
  if (!given) return undefined;
  const [batch, time] = x.shape as [number, number];
  if (given.shape.length !== 2 || given.shape[0] !== batch || given.shape[1] !== time) {
    throw new RangeError(
      `${who}: mask must have shape ${showShape([batch, time])} for input of shape ${showShape(x.shape)}, got shape ${showShape(given.shape)}.`,
    );
  }
  return given.dtype === 'bool' ? given : cast(given, 'bool');
}

/** Where there is an output: ones from the first step that counts, or at each that does; a time axis for sequences. */
export function shown(mask: Tensor, { goBackwards, returnSequences }: How, zeroOutputForMask: boolean): Tensor {
  if (returnSequences) {
    const ones = cast(mask, 'float32');
    return zeroOutputForMask ? ones : minimum(cumsum(ones, 1, false, goBackwards), 1);
  }
  return cast(zeroOutputForMask ? unstack(mask, 1).at(goBackwards ? 0 : -1)! : any(mask, 1), 'float32');
}
