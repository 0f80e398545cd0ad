import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import fixture from '../../fixtures/npz.json' with { type: 'json' };
import { californiaHousing } from './californiaHousing.js';
import { imdb } from './imdb.js';
import { reuters } from './reuters.js';

let folder: string;
const at = (name: string): string => path.join(folder, name);
const bytes = (name: 'housing' | 'imdb' | 'reuters'): Buffer => Buffer.from(fixture[name], 'base64');
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tenon npz '));
  for (const name of ['housing', 'imdb', 'reuters'] as const) await writeFile(at(name), bytes(name));
});
afterAll(() => rm(folder, { recursive: true }));

test('californiaHousing: floats of both widths', async () => {
  const { x, y } = await californiaHousing({ source: at('housing') });
  expect(x).toEqual({ data: Float32Array.from({ length: 24 }, (_, i) => i / 4), shape: [3, 8] });
  expect(y).toEqual({ data: Float32Array.of(1.5, 2, 70000), shape: [3] });
});

test('imdb: lists of integers, numbered as Keras numbers them', async () => {
  const { train, test } = await imdb({ source: at('imdb') });
  expect(train.x.map((words) => [...words])).toEqual([[1, 4, 303, 70003], [1, 5], [1]]);
  expect([...train.y]).toEqual([1, 0, 1]);
  expect([...test.x[0]!, ...test.y]).toEqual([1, 8, 0]);
  const few = await imdb({ source: at('imdb'), numWords: 304, skipTop: 5, maxLength: 2 });
  expect(few.train.x.map((words) => [...words])).toEqual([[2, 5], [2]]);
  expect([...few.train.y]).toEqual([0, 1]);
});

test('reuters: split by seed', async () => {
  const { train, test } = await reuters({ source: at('reuters'), startChar: 0, indexFrom: 0 });
  expect([train.x.length, test.x.length]).toEqual([8, 2]);
  expect([...train.y, ...test.y].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  for (const { x, y } of [train, test])
    x.forEach((words, i) => {
      expect([...words]).toEqual([0, y[i], y[i]! + 1]);
    });
  expect(await reuters({ source: at('reuters'), seed: 5 })).not.toEqual(await reuters({ source: at('reuters') }));
});

test('other and broken files are refused', async () => {
  const refused = async (data: Uint8Array, message: string): Promise<void> => {
    await writeFile(at('bad'), data);
    await expect(imdb({ source: at('bad') })).rejects.toThrow(new RangeError(`imdb: ${message}`));
  };
  await refused(bytes('imdb').subarray(0, 300), `${at('bad')} must be a whole zip archive, got one that is not.`);
  await refused(bytes('housing'), `${at('bad')} must hold x_train and y_train, got x, y.`);
  const spoilt = Buffer.from(bytes('reuters'));
  spoilt[spoilt.indexOf('numpy.core') - 1] = 0x7a;
  await refused(spoilt, `x.npy of ${at('bad')} must hold lists of integers, got another object (code 122 at 2).`);
});
