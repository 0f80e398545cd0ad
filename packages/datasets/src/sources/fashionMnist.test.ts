import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fashionMnist } from './fashionMnist.js';

test('the four files of a folder are read, and a missing one is named', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tenon fashion '));
  try {
    const images = [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28, ...new Array(784).fill(7)];
    for (const part of ['train', 't10k']) {
      await writeFile(path.join(folder, `${part}-images-idx3-ubyte.gz`), gzipSync(Uint8Array.from(images)));
      if (part === 'train')
        await writeFile(path.join(folder, `${part}-labels-idx1-ubyte`), Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 9));
    }
    await expect(fashionMnist({ source: folder })).rejects.toThrow(
      new Error(
        `fashionMnist: the folder must hold t10k-labels-idx1-ubyte or t10k-labels-idx1-ubyte.gz, got neither in ${folder}.`,
      ),
    );
    await writeFile(path.join(folder, 't10k-labels-idx1-ubyte'), Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 3));
    const { train, test } = await fashionMnist({ source: folder });
    expect([train.x.shape, train.x.data[783], train.y.data[0], test.y.data[0]]).toEqual([[1, 28, 28], 7, 9, 3]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
