import type { DataArray } from '@tenonjs/contracts';
import { type DownloadOptions, fetchFile } from './fetchFile.js';
import { fileOf } from './fileOf.js';
import type { Mnist } from './mnist.js';
import { parseIdx } from './parseIdx.js';

/**
 * The four files of MNIST and of what takes its place.
 *
 * @param source - A folder, or its URL.
 * @param hashes - SHA-256 by the file's name without `.gz`.
 */
export async function idxImages(
  who: string,
  source: string,
  hashes: Readonly<Record<string, string>>,
  options: DownloadOptions,
): Promise<Mnist> {
  const read = (name: string): Promise<Uint8Array> =>
    /^https?:/.test(source)
      ? fetchFile(who, new URL(`${name}.gz`, source.replace(/\/?$/, '/')).href, hashes[name]!, options)
      : fileOf(who, source, name);

  const part = async (prefix: 'train' | 't10k') => {
    const names = [`${prefix}-images-idx3-ubyte`, `${prefix}-labels-idx1-ubyte`] as const;
    const [x, y] = (await Promise.all(names.map(async (name) => parseIdx(await read(name), name)))) as [
      DataArray,
      DataArray,
    ];
    const [n, height, width] = x.shape;
    if (!isBytes(x) || x.shape.length !== 3 || height !== 28 || width !== 28) {
      throw new RangeError(
        `${who}: ${names[0]} must hold bytes of shape [samples, 28, 28], got shape [${x.shape.join(', ')}].`,
      );
    }
    if (!isBytes(y) || y.shape.length !== 1 || y.shape[0] !== n) {
      throw new RangeError(
        `${who}: ${names[1]} must hold bytes of shape [${n}], one for each image, got shape [${y.shape.join(', ')}].`,
      );
    }
    return { x, y };
  };
  const [train, test] = await Promise.all([part('train'), part('t10k')]);
  return { train, test };
}

const isBytes = (array: DataArray): array is DataArray<Uint8Array> => array.data instanceof Uint8Array;
