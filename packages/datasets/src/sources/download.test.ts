import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { download } from './download.js';

// Noise, so that it does not shrink when packed.
const contents = Uint8Array.from({ length: 300_000 }, (_, i) => Math.imul(i, 2654435761) >>> 24);
const hash = createHash('sha256').update(contents).digest('hex');

let folder: string;
let cache: string;
const servers: Server[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tenon download '));
});
beforeEach(async () => {
  cache = await mkdtemp(path.join(folder, 'cache '));
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => rm(folder, { recursive: true }));

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/data`;
}

/** Gives what is asked for, but breaks off after `most` bytes while `breaks` lasts. */
function breaking(most: number, breaks: number, ranges: (string | undefined)[], ranged = true): RequestListener {
  return (request, response) => {
    const { range } = request.headers;
    ranges.push(range);
    const from = ranged && range ? Number(/\d+/.exec(range)![0]) : 0;
    const body = contents.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': body.length });
    if (breaks-- > 0) response.write(body.subarray(0, most), () => setTimeout(() => response.destroy(), 20));
    else response.end(body);
  };
}

test('a download goes on where the connection broke, and progress is told', async () => {
  const ranges: (string | undefined)[] = [];
  const url = await serve(breaking(100_000, 2, ranges));
  const progress: [number, number | null][] = [];
  const bytes = await download(url, hash, { cache, onProgress: (...told) => progress.push(told) });
  expect(Buffer.compare(bytes, contents)).toBe(0);
  expect(ranges).toEqual([
    undefined,
    expect.stringMatching(/^bytes=\d{4,6}-$/),
    expect.stringMatching(/^bytes=\d{4,6}-$/),
  ]);
  expect(progress.at(-1)).toEqual([300_000, 300_000]);
  expect(await readdir(cache)).toEqual(expect.arrayContaining([hash]));
  expect(await readdir(path.join(cache, 'partial'))).toEqual([]);
});

test('a server that always stops half way is named; the next run goes on from there', async () => {
  const ranges: (string | undefined)[] = [];
  const url = await serve(breaking(50_000, 3, ranges));
  await expect(download(url, hash, { cache })).rejects.toThrow(
    new RegExp(`^download: ${url} must be reachable, got: .+\\.$`),
  );
  expect(await readdir(cache)).toEqual(['partial']);
  expect(Buffer.compare(await download(url, hash, { cache }), contents)).toBe(0);
  expect(ranges.at(-1)).toMatch(/^bytes=\d{4,6}-$/);
});

test('a server without ranges sends it all again', async () => {
  const ranges: (string | undefined)[] = [];
  const bytes = await download(await serve(breaking(100_000, 1, ranges, false)), hash, { cache });
  expect(Buffer.compare(bytes, contents)).toBe(0);
  expect(ranges).toEqual([undefined, expect.stringMatching(/^bytes=\d{4,6}-$/)]);
});

test('the rest of another file is noticed by its hash, and all is brought anew', async () => {
  let changed = false;
  const ranges: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    if (changed) breaking(0, 0, ranges)(request, response);
    else {
      response.writeHead(200, { 'content-length': 1000 });
      response.write(Buffer.alloc(500), () => setTimeout(() => response.destroy(), 20));
    }
  });
  await expect(download(url, hash, { cache })).rejects.toThrow(/must be reachable/);
  changed = true;
  expect(Buffer.compare(await download(url, hash, { cache }), contents)).toBe(0);
  expect(ranges[0]).toMatch(/^bytes=/);
  expect(ranges.at(-1)).toBe(undefined);
});

test('a kept file that was spoilt or cut short is noticed, and brought anew', async () => {
  let asked = 0;
  const url = await serve((_, response) => {
    asked++;
    response.end(contents);
  });
  await download(url, hash, { cache });
  const kept = path.join(cache, hash);
  for (const spoil of [
    () => truncate(kept, 1000),
    () => writeFile(kept, Buffer.alloc(contents.length)),
    () => writeFile(kept, ''),
  ]) {
    await spoil();
    await expect(download(url, hash, { cache, offline: true })).rejects.toThrow(
      new Error(`download: ${url} must be in the cache when offline, got no whole file there.`),
    );
    expect(Buffer.compare(await download(url, hash, { cache }), contents)).toBe(0);
    expect(Buffer.compare(await download(url, hash, { cache, offline: true }), contents)).toBe(0);
  }
  expect(asked).toBe(4);
});

test('what goes wrong with one file leaves the others of the cache as they are', async () => {
  let good = true;
  const url = await serve((_, response) => {
    if (good) response.end(contents);
    else response.writeHead(404).end('not here');
  });
  await download(url, hash, { cache });
  good = false;
  const other = createHash('sha256').update('another').digest('hex');
  await expect(download(`${url}2`, other, { cache })).rejects.toThrow(
    new Error(`download: ${url}2 must be reachable, got: the server answered 404 Not Found.`),
  );
  expect(Buffer.compare(await download(url, hash, { cache, offline: true }), contents)).toBe(0);
  expect((await readdir(cache)).filter((name) => name !== 'partial')).toEqual([hash]);
});

test('packed files come unpacked, by either hash; offline the cache answers', async () => {
  const packed = gzipSync(contents);
  const packedHash = createHash('sha256').update(packed).digest('hex');
  let asked = 0;
  const url = await serve((_, response) => {
    asked++;
    response.end(packed);
  });
  for (const either of [hash, packedHash]) {
    await expect(download(url, either, { cache, offline: true })).rejects.toThrow(
      new Error(`download: ${url} must be in the cache when offline, got no whole file there.`),
    );
    expect(Buffer.compare(await download(url, either, { cache }), contents)).toBe(0);
    expect(Buffer.compare(await download(url, either, { cache, offline: true }), contents)).toBe(0);
  }
  expect(asked).toBe(2);
});

test('another file is refused with both hashes, and leaves nothing', async () => {
  const url = await serve((_, response) => void response.end('an error page'));
  await expect(download(url, hash, { cache })).rejects.toThrow(
    new RegExp(`^download: ${url} must hold a file with SHA-256 ${hash}, got [0-9a-f]{64} \\(13 bytes\\)\\.$`),
  );
  expect(await readdir(path.join(cache, 'partial'))).toEqual([]);
  expect((await readdir(cache)).filter((name) => name !== 'partial')).toEqual([]);
});
