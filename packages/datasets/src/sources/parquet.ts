import { type Pipeline, pipeline } from '../pipeline/pipeline.js';
import { node } from './node.js';
import { type ByteSource, called, readBytes } from './open.js';

/** Parts of a file, read when they are asked for. */
interface Parts {
  readonly byteLength: number;
  slice(start: number, end?: number): ArrayBuffer | Promise<ArrayBuffer>;
}

interface Metadata {
  readonly row_groups: readonly { readonly num_rows: bigint }[];
}

/** What is asked of the library: `hyparquet` is one. */
export interface ParquetLibrary {
  parquetMetadataAsync(file: Parts): Promise<any>;
  parquetSchema(metadata: any): { readonly children: readonly { readonly element: { readonly name: string } }[] };
  parquetReadObjects(options: {
    file: Parts;
    metadata: any;
    columns: string[];
    rowStart: number;
    rowEnd: number;
    compressors?: any;
  }): Promise<Record<string, unknown>[]>;
}

export interface ParquetOptions {
  /** What understands the format: `import * as hyparquet from 'hyparquet'`. */
  readonly hyparquet: ParquetLibrary;
  /** The columns wanted; the others are not read. Default: all of them. */
  readonly columns?: readonly string[];
  /** For files packed by more than Snappy: `compressors` of `hyparquet-compressors` (gzip, Brotli, Zstandard, LZ4). */
  readonly compressors?: object;
}

/**
 * The rows of a Parquet file, one after the other; of a path or a Blob one row group is in memory at a time.
 *
 * The format is a large one, and `hyparquet` reads it: `npm install hyparquet`, without dependencies, and hand it over.
 * Integers of 64 bits come as numbers where these hold them exactly, else as bigints.
 *
 * @param source - A path (Node), an address, a Blob or File, or bytes.
 * @throws {RangeError} While reading: if the file is not whole or no Parquet, or a column is missing.
 * @example
 * const hyparquet = {}; // import * as hyparquet from 'hyparquet';
 * parquet('prices.parquet', { hyparquet, columns: ['price'] }); // throws parquet: hyparquet must be the library of that name, got …
 * @see https://parquet.apache.org/docs/file-format/
 */
export function parquet(source: ByteSource, options: ParquetOptions): Pipeline<Record<string, unknown>> {
  if (typeof options?.hyparquet?.parquetReadObjects !== 'function') {
    throw new TypeError(`parquet: hyparquet must be the library of that name, got ${typeof options?.hyparquet}.`);
  }
  return pipeline(() => rows(source, options));
}

async function* rows(source: ByteSource, options: ParquetOptions): AsyncGenerator<Record<string, unknown>> {
  const { hyparquet, columns, compressors } = options;
  const { file, close } = await partsOf(source);
  const read = <T>(reading: Promise<T>): Promise<T> =>
    reading.catch((cause: Error) => {
      throw new RangeError(`parquet: ${called(source)} must be a whole Parquet file, got: ${cause.message}.`, {
        cause,
      });
    });
  try {
    const metadata: Metadata = await read(hyparquet.parquetMetadataAsync(file));
    const names = hyparquet.parquetSchema(metadata).children.map(({ element }) => element.name);
    const missing = columns?.find((name) => !names.includes(name));
    if (missing !== undefined) {
      const got = names.map((name) => `"${name}"`).join(', ');
      throw new RangeError(`parquet: ${called(source)} must have a column "${missing}", got ${got}.`);
    }
    let rowStart = 0;
    for (const { num_rows } of metadata.row_groups) {
      const rowEnd = rowStart + Number(num_rows);
      const group = await read(
        hyparquet.parquetReadObjects({
          file,
          metadata,
          columns: [...(columns ?? names)],
          rowStart,
          rowEnd,
          ...(compressors && { compressors }),
        }),
      );
      for (const row of group) {
        for (const name in row) row[name] = plain(row[name]);
        yield row;
      }
      rowStart = rowEnd;
    }
  } finally {
    await close();
  }
}

const plain = (value: unknown): unknown =>
  typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;

async function partsOf(source: ByteSource): Promise<{ file: Parts; close(): Promise<void> }> {
  const modules = node();
  if (modules && typeof source === 'string' && !/^(https?|blob|data):/.test(source)) {
    const opened = await modules.fs.open(source).catch((cause: NodeJS.ErrnoException) => {
      const got = cause.code === 'ENOENT' ? 'no such file' : cause.message;
      throw new Error(`parquet: the file must be readable, got ${got} at ${source}.`, { cause });
    });
    const byteLength = (await opened.stat()).size;
    const slice = async (start: number, end = byteLength): Promise<ArrayBuffer> => {
      const bytes = new Uint8Array(end - start);
      await opened.read(bytes, 0, bytes.length, start);
      return bytes.buffer;
    };
    return { file: { byteLength, slice }, close: () => opened.close() };
  }
  const close = async (): Promise<void> => {};
  if (source instanceof Blob) {
    const slice = (start: number, end?: number): Promise<ArrayBuffer> => source.slice(start, end).arrayBuffer();
    return { file: { byteLength: source.size, slice }, close };
  }
  const bytes = await readBytes('parquet', source);
  const slice = (start: number, end?: number): ArrayBuffer => bytes.slice(start, end).buffer;
  return { file: { byteLength: bytes.length, slice }, close };
}
