import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tar } from '../../testing/tar.js';
import { cifar10 } from './cifar10.js';
import { cifar100 } from './cifar100.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tenon cifar '));
});
afterAll(() => rm(folder, { recursive: true }));

/** Labels, then planes whose pixel `p` of channel `c` is `p % 64 + 64 c`. */
const picture = (...labels: number[]): number[] => [
  ...labels,
  ...Array.from({ length: 3072 }, (_, i) => (i % 64) + 64 * Math.floor(i / 1024)),
];

test('cifar10: planes become channels, batches follow each other', async () => {
  const source = path.join(folder, 'ten.tar.gz');
  const batches = [1, 2, 3, 4, 5].map((i) => [`bin/data_batch_${i}.bin`, Uint8Array.from(picture(i))] as const);
  const last = ['bin/test_batch.bin', Uint8Array.from([...picture(7), ...picture(8)])] as const;
  await writeFile(source, gzipSync(tar([...batches, last])));
  const { train, test } = await cifar10({ source });
  expect([train.x.shape, test.x.shape]).toEqual([
    [5, 32, 32, 3],
    [2, 32, 32, 3],
  ]);
  expect([[...train.y.data], [...test.y.data]]).toEqual([
    [1, 2, 3, 4, 5],
    [7, 8],
  ]);
  expect([...test.x.data.subarray(3072 + 3, 3072 + 9)]).toEqual([1, 65, 129, 2, 66, 130]);
  await writeFile(source, tar(batches));
  await expect(cifar10({ source })).rejects.toThrow(
    new Error(
      `cifar10: ${source} must hold test_batch.bin, got data_batch_1.bin, data_batch_2.bin, data_batch_3.bin, data_batch_4.bin, data_batch_5.bin.`,
    ),
  );
  await writeFile(source, tar([...batches, ['test_batch.bin', Uint8Array.of(1)]]));
  await expect(cifar10({ source })).rejects.toThrow(
    new RangeError('cifar10: test_batch.bin must hold pictures of 3073 bytes each, got 1 bytes.'),
  );
});

test('cifar100: fine and coarse labels', async () => {
  const source = path.join(folder, 'hundred.tar');
  await writeFile(
    source,
    tar([
      ['train.bin', Uint8Array.from(picture(3, 77))],
      ['test.bin', Uint8Array.from(picture(4, 88))],
    ]),
  );
  const labels = async (labelMode?: 'fine' | 'coarse') => {
    const { train, test } = await cifar100({ source, ...(labelMode && { labelMode }) });
    expect(train.x.data[5]).toBe(129);
    return [train.y.data[0], test.y.data[0]];
  };
  expect([await labels(), await labels('coarse')]).toEqual([
    [77, 88],
    [3, 4],
  ]);
  await expect(cifar100({ source, labelMode: 'rough' as 'fine' })).rejects.toThrow(
    new RangeError('cifar100: labelMode must be "fine" or "coarse", got "rough".'),
  );
});
