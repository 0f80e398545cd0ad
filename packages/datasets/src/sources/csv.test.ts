import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { csv } from './csv.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tenon csv '));
});
afterAll(() => rm(folder, { recursive: true }));

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
/** The text in pieces of a few bytes, so that every boundary falls everywhere. */
const pieces = (text: string, size: number) => () =>
  (async function* () {
    const all = bytes(text);
    for (let i = 0; i < all.length; i += size) yield all.subarray(i, i + size);
  })();

test('types, quotes, missing values and dates, wherever the pieces end', async () => {
  const text =
    '\ufeffday,name,gdp,up,note\r\n2020-01-02,"Nominal, ""real""",1.5e3,true,\r\n\r\n2020-01-03 04:05,"two\nlines",NA,no,"x"\r\n,Zoë 漢,-7,NaN,last';
  const columns = {
    gdp: 'number',
    name: 'string',
    day: 'date',
    up: 'boolean',
    note: (text: string) => text.length,
  } as const;
  for (const size of [1, 2, 3, 7, 1000]) {
    expect(await csv(pieces(text, size), { columns }).toArray()).toEqual([
      { gdp: 1500, name: 'Nominal, "real"', day: new Date('2020-01-02T00:00:00Z'), up: true, note: 0 },
      { gdp: Number.NaN, name: 'two\nlines', day: new Date('2020-01-03T04:05:00Z'), up: false, note: 1 },
      { gdp: -7, name: 'Zoë 漢', day: null, up: null, note: 4 },
    ]);
  }
});

test('without columns, what the first rows hold says what they are', async () => {
  const rows = await csv(new Blob(['a,b,c\n1,x,\n2,3,\nNA,4,\n'])).toArray();
  expect(rows).toEqual([
    { a: 1, b: 'x', c: '' },
    { a: 2, b: '3', c: '' },
    { a: Number.NaN, b: '4', c: '' },
  ]);
  const many = `n\n${Array.from({ length: 150 }, (_, i) => i).join('\n')}\nlate\n`;
  await expect(csv(new Blob([many])).toArray()).rejects.toThrow(
    new RangeError('csv: the data must hold a number in line 152, column "n", got "late".'),
  );
});

test('what is written is what is read', async () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', '1', 'é') });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(field, field), { maxLength: 5 }),
      fc.integer({ min: 1, max: 9 }),
      async (rows, size) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = `a,b\n${rows.map((row) => row.map(quote).join(',')).join('\n')}`;
        const read = await csv(pieces(text, size), { columns: { a: 'string', b: 'string' }, missing: [] }).toArray();
        expect(read.map(({ a, b }) => [a, b])).toEqual(rows);
      },
    ),
    { numRuns: 100 },
  );
});

test('files, packed or not, other delimiters and names of one’s own', async () => {
  const file = path.join(folder, 'data.csv');
  await writeFile(file, '1;2\n3;4\n');
  const options = { delimiter: ';', header: ['a', 'b'], columns: { b: 'number' } } as const;
  expect(await csv(file, options).toArray()).toEqual([{ b: 2 }, { b: 4 }]);
  await writeFile(`${file}.gz`, gzipSync('1;2\n3;4\n'));
  const rows = csv(`${file}.gz`, options);
  expect(await rows.toArray()).toEqual([{ b: 2 }, { b: 4 }]);
  expect(await rows.map(({ b }) => b).toArray()).toEqual([2, 4]);
  await writeFile(`${file}.gz`, gzipSync('1;2\n3;4\n').subarray(0, 20));
  await expect(csv(`${file}.gz`, options).toArray()).rejects.toThrow(
    new RangeError(`csv: ${file}.gz must be a whole gzip file, got one that does not unpack.`),
  );
});

test('bad rows are named by line and column', async () => {
  const read = (text: string, columns?: any) => csv(new Blob([text]), { columns }).toArray();
  const refused = async (text: string, message: string, columns?: any): Promise<void> =>
    expect(read(text, columns)).rejects.toThrow(new RangeError(`csv: the data must ${message}`));
  await refused('a,b\n1,2\n3\n', 'have 2 fields in each row, as its header has, got 1 in line 3.');
  await refused('a,b\n"1\n",2\n3,4,5\n', 'have 2 fields in each row, as its header has, got 3 in line 4.');
  await refused('a,b\n1,2\n1,1.5x\n', 'hold a number in line 3, column "b", got "1.5x".', { b: 'number' });
  await refused('a,b\n1,soon\n', 'hold a date in line 2, column "b", got "soon".', { b: 'date' });
  await refused('a,b\n1,2\n', 'hold a boolean in line 2, column "b", got "2".', { b: 'boolean' });
  await refused('a,b\n1,2\n', 'have a column "c", got "a", "b".', { c: 'number' });
  await refused('a,b\n1,2\n3,"4\n', 'close every quote, got one in line 3 that is not.');
  await refused('', 'hold a line of column names, got an empty file.');
  expect(await read('a,b\n')).toEqual([]);
  await expect(csv(path.join(folder, 'absent.csv')).toArray()).rejects.toThrow(
    `csv: the file must be readable, got no such file at ${path.join(folder, 'absent.csv')}.`,
  );
  expect(() => csv(new Blob(), { delimiter: '::' })).toThrow(
    new RangeError('csv: delimiter must be one character that is no quote, got "::".'),
  );
  await expect(csv(3 as any).toArray()).rejects.toThrow(
    new TypeError('csv: the source must be a path, an address, a Blob, bytes or a stream of them, got number.'),
  );
});

test('a server that stops half way is named, after the rows that came', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('a,b\n1,2\n3,4\n5,', () => setTimeout(() => response.destroy(), 20));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/data.csv`;
  const rows: unknown[] = [];
  const read = async (): Promise<void> => {
    for await (const row of csv(url, { columns: { a: 'number', b: 'number' } })) rows.push(row);
  };
  await expect(read()).rejects.toThrow(new Error(`csv: ${url} must be reachable, got: other side closed.`));
  server.close();
  expect(rows).toEqual([
    { a: 1, b: 2 },
    { a: 3, b: 4 },
  ]);
});
