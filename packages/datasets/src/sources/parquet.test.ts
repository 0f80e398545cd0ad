import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as hyparquet from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parquet } from './parquet.js';

const n = 10;
const numbers = Array.from({ length: n }, (_, i) => i);
const file = new Uint8Array(
  parquetWriteBuffer({
    columnData: [
      { name: 'price', data: numbers.map((i) => i / 4), type: 'DOUBLE' },
      { name: 'count', data: numbers.map((i) => (i === 3 ? 2n ** 60n : BigInt(i))), type: 'INT64' },
      { name: 'text', data: numbers.map((i) => (i === 5 ? null : `review ${i}`)), type: 'STRING' },
    ],
    rowGroupSize: 4,
  }),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tenon parquet '));
});
afterAll(() => rm(folder, { recursive: true }));

test('the rows of all groups, from a path, a Blob and bytes, as often as they are asked for', async () => {
  const at = path.join(folder, 'data.parquet');
  await writeFile(at, file);
  for (const source of [at, new Blob([file]), file]) {
    const rows = parquet(source, { hyparquet });
    for (const _ of [1, 2]) {
      const read = await rows.toArray();
      expect(read).toHaveLength(n);
      expect(read[3]).toEqual({ price: 0.75, count: 2n ** 60n, text: 'review 3' });
      expect(read[9]).toEqual({ price: 2.25, count: 9, text: 'review 9' });
      expect(read[5]!.text ?? null).toBe(null);
    }
  }
  const batches = await parquet(file, { hyparquet, columns: ['price'] })
    .batch(6)
    .toArray();
  expect(batches.map(({ price }) => price)).toEqual([
    { data: Float32Array.from([0, 1, 2, 3, 4, 5], (i) => i / 4), shape: [6] },
    { data: Float32Array.from([6, 7, 8, 9], (i) => i / 4), shape: [4] },
  ]);
});

test('one row group after the other is read, and no more than is asked for', async () => {
  const groups: [number, number][] = [];
  const spy = {
    ...hyparquet,
    parquetReadObjects(options: any) {
      groups.push([options.rowStart, options.rowEnd]);
      return hyparquet.parquetReadObjects(options);
    },
  };
  await parquet(file, { hyparquet: spy }).take(5).toArray();
  expect(groups).toEqual([
    [0, 4],
    [4, 8],
  ]);
});

test('what is not whole, what is no Parquet, and columns that are not there are refused', async () => {
  const refused = (bytes: Uint8Array<ArrayBuffer>, message: string, columns?: string[]) =>
    expect(parquet(new Blob([bytes]), { hyparquet, ...(columns && { columns }) }).toArray()).rejects.toThrow(
      new RangeError(`parquet: the data must ${message}`),
    );
  await refused(file.slice(0, 200), 'be a whole Parquet file, got: parquet file invalid (footer != PAR1).');
  await refused(new Uint8Array(3), 'be a whole Parquet file, got: Offset is outside the bounds of the DataView.');
  await refused(file, 'have a column "label", got "price", "count", "text".', ['price', 'label']);
  const spoilt = file.slice();
  spoilt.fill(255, 4, 120);
  await expect(parquet(spoilt, { hyparquet }).toArray()).rejects.toThrow(
    /^parquet: the data must be a whole Parquet file, got: .+\.$/,
  );
  await expect(parquet(path.join(folder, 'absent'), { hyparquet }).toArray()).rejects.toThrow(
    new Error(`parquet: the file must be readable, got no such file at ${path.join(folder, 'absent')}.`),
  );
  expect(() => parquet(file, {} as never)).toThrow(
    new TypeError('parquet: hyparquet must be the library of that name, got undefined.'),
  );
});
