import type { DataArray } from '@tenonjs/contracts';
import { finite } from '@tenonjs/internal';

export interface RescaleOptions {
  readonly scale: number;
  /** Default 0. */
  readonly offset?: number;
}

/**
 * Multiplies and shifts by fixed numbers: `x · scale + offset`.
 *
 * @returns The same shape, as float32.
 * @throws {RangeError} If scale or offset is not finite.
 * @example
 * rescale({ data: Uint8Array.of(0, 51, 255), shape: [3] }, { scale: 1 / 255 }).data; // [0, 0.2, 1]
 * @see Keras's Rescaling layer.
 */
export function rescale(x: DataArray, options: RescaleOptions): DataArray<Float32Array> {
  const { scale, offset = 0 } = options;
  finite('rescale', { scale, offset });
  // A loop: `from` with a function is thirty times as slow.
  const data = new Float32Array(x.data.length);
  for (let i = 0; i < data.length; i++) data[i] = x.data[i]! * scale + offset;
  return { data, shape: x.shape };
}
