import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tar } from '../../testing/tar.js';
import { spokenDigits } from './spokenDigits.js';

/** A WAV file of 8-bit samples. */
const wav = (...samples: number[]): Uint8Array => {
  const header = [0x46464952, 36, 0x45564157, 0x20746d66, 16, 0x10001, 8000, 8000, 0x80001, 0x61746164, samples.length];
  return Uint8Array.from([...new Uint8Array(Uint32Array.from(header).buffer), ...samples]);
};
const files = { '3_george_5.wav': wav(192), '3_george_0.wav': wav(64, 64), '0_jackson_4.wav': wav(128) };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tenon digits '));
});
afterAll(() => rm(folder, { recursive: true }));

test('an archive and a folder give the same recordings, the first five of each to test', async () => {
  const archive = path.join(folder, 'digits.tar.gz');
  const entries = Object.entries(files).map(([name, file]) => [`fsdd-1.0/recordings/${name}`, file] as const);
  await writeFile(archive, gzipSync(tar([['fsdd-1.0/README.md', Uint8Array.of(1)], ...entries])));
  const local = path.join(folder, 'recordings');
  await mkdir(local);
  for (const [name, file] of Object.entries(files)) await writeFile(path.join(local, name), file);
  const { train, test } = await spokenDigits({ source: archive });
  expect(train).toEqual([
    { digit: 3, speaker: 'george', index: 5, sound: { data: Float32Array.of(0.5), shape: [1], sampleRate: 8000 } },
  ]);
  expect(test.map(({ digit, index }) => [digit, index])).toEqual([
    [0, 4],
    [3, 0],
  ]);
  expect(await spokenDigits({ source: local })).toEqual({ train, test });
});

test('other downloads, cut archives and empty ones are refused', async () => {
  const server = createServer((_, response) => void response.end(tar(Object.entries(files))));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/digits.tar`;
  await expect(spokenDigits({ source: url, cache: folder })).rejects.toThrow(
    new RegExp(
      `^spokenDigits: ${url} must hold a file with SHA-256 dbd573d7[0-9a-f]{56}, got [0-9a-f]{64} \\(\\d+ bytes\\)\\.$`,
    ),
  );
  server.close();
  const cut = path.join(folder, 'cut.tar');
  await writeFile(cut, tar(Object.entries(files)).subarray(0, 2000));
  await expect(spokenDigits({ source: cut })).rejects.toThrow(
    new RangeError(`spokenDigits: ${cut} must be a whole tar archive, got one that is not from byte 2048 on.`),
  );
  await writeFile(cut, tar([]));
  await expect(spokenDigits({ source: cut })).rejects.toThrow(
    new RangeError(`spokenDigits: ${cut} must hold recordings such as 7_jackson_32.wav, got none.`),
  );
});
