import type { DataArray } from '@tenonjs/contracts';
import { type DownloadOptions, fetchFile } from './fetchFile.js';
import { parseNpz } from './npz.js';
import { readBytes } from './open.js';

export interface CaliforniaHousingOptions extends DownloadOptions {
  /** The URL or, in Node, the path of `california_housing.npz`. Default: its home. */
  readonly source?: string;
}

const home = 'https://storage.googleapis.com/tensorflow/tf-keras-datasets/california_housing.npz';
const hash = '1a2e3a52e0398de6463aebe6f4a8da34fb21fbb6b934cf88c3425e766f2a1a6f';

/**
 * California Housing: 20,640 districts of 1990, to predict what a house costs there. Split it with `trainTestSplit`.
 *
 * @returns x `[20640, 8]`; y `[20640]`: the median house's
 * value in dollars.
 * @throws {Error} If the file cannot be read or downloaded, or has another SHA-256.
 * @throws {RangeError} If a local file is cut short or another one.
 * @example
 * await californiaHousing({ source: 'absent.npz' }); // throws californiaHousing: the file must be readable, got no such file at absent.npz.
 * @see Pace & Barry 1997, https://doi.org/10.1016/S0167-7152(96)00140-X. The file of `keras.datasets.california_housing`.
 */
export async function californiaHousing(
  options: CaliforniaHousingOptions = {},
): Promise<{ x: DataArray<Float32Array>; y: DataArray<Float32Array> }> {
  const { source = home } = options;
  const bytes = /^https?:/.test(source)
    ? await fetchFile('californiaHousing', source, hash, options)
    : await readBytes('californiaHousing', source);
  const arrays = await parseNpz('californiaHousing', bytes, source);
  const { x, y } = arrays as Record<string, DataArray<Float32Array> | undefined>;
  if (!x || !y || x.shape?.[1] !== 8 || y.shape?.[0] !== x.shape[0])
    throw new RangeError(
      `californiaHousing: ${source} must hold x of 8 features and y, got ${Object.keys(arrays).join(', ')}.`,
    );
  return { x, y };
}
