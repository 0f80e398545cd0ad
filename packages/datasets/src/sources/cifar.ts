import type { DataArray } from '@tenonjs/contracts';
import { untar } from './archive.js';
import { type DownloadOptions, fetchFile } from './fetchFile.js';
import { readBytes } from './open.js';

export interface CifarOptions extends DownloadOptions {
  /** The URL or, in Node, the path of the binary version's archive. Default: its home. */
  readonly source?: string;
}

export interface Cifar {
  /** x `[50000, 32, 32, 3]`, bytes; y `[50000]`. */
  readonly train: { readonly x: DataArray<Uint8Array>; readonly y: DataArray<Uint8Array> };
  /** The same of 10,000 samples. */
  readonly test: { readonly x: DataArray<Uint8Array>; readonly y: DataArray<Uint8Array> };
}

interface Layout {
  readonly home: string;
  /** SHA-256 of the archive as it is served. */
  readonly hash: string;
  readonly train: readonly string[];
  readonly test: readonly string[];
  /** Bytes of labels before each picture, and which of them is wanted. */
  readonly labels: number;
  readonly label: number;
}

const area = 32 * 32;

/** Reads CIFAR's binary version: labels, then a picture's reds, greens and blues, plane by plane. */
export async function cifar(who: string, layout: Layout, options: CifarOptions): Promise<Cifar> {
  const { source = layout.home } = options;
  const archive = /^https?:/.test(source)
    ? await fetchFile(who, source, layout.hash, options)
    : await readBytes(who, source);
  const files = new Map(
    [...untar(who, archive, source)].map(([path, file]) => [path.slice(path.lastIndexOf('/') + 1), file]),
  );
  const part = (names: readonly string[]) => {
    const record = layout.labels + 3 * area;
    const records = names.flatMap((name) => {
      const file = files.get(name);
      if (!file)
        throw new Error(`${who}: ${source} must hold ${name}, got ${[...files.keys()].join(', ') || 'nothing'}.`);
      if (file.length === 0 || file.length % record !== 0)
        throw new RangeError(`${who}: ${name} must hold pictures of ${record} bytes each, got ${file.length} bytes.`);
      return Array.from({ length: file.length / record }, (_, i) => file.subarray(i * record, (i + 1) * record));
    });
    const x = new Uint8Array(records.length * 3 * area);
    const y = Uint8Array.from(records, (bytes) => bytes[layout.label]!);
    records.forEach((bytes, i) => {
      for (let pixel = 0; pixel < area; pixel++)
        for (let channel = 0; channel < 3; channel++)
          x[(i * area + pixel) * 3 + channel] = bytes[layout.labels + channel * area + pixel]!;
    });
    return { x: { data: x, shape: [records.length, 32, 32, 3] }, y: { data: y, shape: [records.length] } };
  };
  return { train: part(layout.train), test: part(layout.test) };
}
