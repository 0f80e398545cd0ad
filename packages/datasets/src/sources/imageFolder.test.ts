import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { imageFolder } from './imageFolder.js';

const decode = (bytes: Uint8Array, file: string) => {
  if (bytes.length === 0) throw new Error('no pixels.');
  return { data: Uint8Array.from(bytes), shape: [1, bytes.length, 1 + 0 * file.length] };
};

test('folders are classes, other files are left out', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tenon images '));
  try {
    await expect(imageFolder(folder, { decode })).rejects.toThrow(
      new RangeError(`imageFolder: ${folder} must hold folders with pictures, one a class, got none.`),
    );
    for (const [file, bytes] of [
      ['dogs/2.PNG', [2, 2]],
      ['cats/1.jpg', [1]],
      ['cats/notes.txt', [9]],
      ['top.png', [9]],
      ['dogs/small/3.png', [3]],
    ] as const) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), Uint8Array.from(bytes));
    }
    const { classNames, images } = await imageFolder(folder, { decode });
    expect(classNames).toEqual(['cats', 'dogs']);
    expect((await images.toArray()).map(({ x, y, file }) => [file, y, [...x.data]])).toEqual([
      ['cats/1.jpg', 0, [1]],
      ['dogs/2.PNG', 1, [2, 2]],
      ['dogs/small/3.png', 1, [3]],
    ]);
    await writeFile(path.join(folder, 'cats/1.jpg'), '');
    await expect(images.toArray()).rejects.toThrow(
      new Error('imageFolder: cats/1.jpg must be a picture that decode can read, got: no pixels.'),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('files as browsers give them', async () => {
  const file = (webkitRelativePath: string, byte: number): File =>
    Object.assign(new File([Uint8Array.of(byte)], 'x'), { webkitRelativePath });
  const { classNames, images } = await imageFolder([file('set/b/1.png', 7), file('set/a/2.png', 8)], { decode });
  expect(classNames).toEqual(['a', 'b']);
  expect((await images.toArray()).map(({ x, y }) => [y, x.data[0]])).toEqual([
    [0, 8],
    [1, 7],
  ]);
});
