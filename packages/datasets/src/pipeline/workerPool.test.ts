import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { imageFolder } from '../sources/imageFolder.js';
import { pipeline } from './pipeline.js';
import { answerCalls, type WorkerPool, workerPool } from './workerPool.js';

let folder: string;
let program: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tenon workers '));
  program = path.join(folder, 'decode.mjs');
  const built = pathToFileURL(path.resolve(import.meta.dirname, '../../dist/pipeline/workerPool.js'));
  await writeFile(
    program,
    `import { threadId } from 'node:worker_threads';
    import { answerCalls } from ${JSON.stringify(built)};
    answerCalls(async (bytes, file) => {
      if (file === 'die') process.exit(1);
      if (file === 'throw') throw new RangeError('no pixels');
      await new Promise((resolve) => setTimeout(resolve, bytes[0] % 2 === 0 ? 8 : 1));
      return { data: bytes.map((byte) => 2 * byte), shape: [bytes.length], threadId };
    });`,
  );
});
const pools: WorkerPool<never, unknown>[] = [];
afterEach(() => {
  for (const pool of pools.splice(0)) pool.close();
});
afterAll(() => rm(folder, { recursive: true }));

type Decoded = { data: Uint8Array; shape: number[]; threadId: number };
function pool(workers: number): WorkerPool<[Uint8Array, string | number], Decoded> {
  const made = workerPool<[Uint8Array, string | number], Decoded>(() => new Worker(program), { workers });
  pools.push(made);
  return made;
}

test('calls run in as many workers as there may be, and their order stays', async () => {
  const decode = pool(2);
  const bytes = Array.from({ length: 12 }, (_, i) => Uint8Array.of(i, 100));
  const decoded = await pipeline(bytes).map(decode, { parallel: 4 }).toArray();
  expect(decoded.map(({ data, shape }) => [...data, ...shape])).toEqual(bytes.map((_, i) => [2 * i, 200, 2]));
  const threads = new Set(decoded.map(({ threadId }) => threadId));
  expect(threads.size).toBe(2);
  expect(threads.has(0)).toBe(false);
  expect(bytes[3]).toEqual(Uint8Array.of(3, 100));
});

test('decodes the pictures of a folder', async () => {
  const file = new File([Uint8Array.of(1, 2)], '1.png');
  Object.defineProperty(file, 'webkitRelativePath', { value: 'pictures/cats/1.png' });
  const { images } = await imageFolder([file], { decode: pool(1) });
  expect(await images.toArray()).toMatchObject([{ x: { data: Uint8Array.of(2, 4), shape: [2] }, y: 0 }]);
});

test('what a call throws comes through, and the worker goes on', async () => {
  const decode = pool(1);
  await expect(decode(Uint8Array.of(1), 'throw')).rejects.toThrow(new RangeError('no pixels'));
  expect([...(await decode(Uint8Array.of(1), 'fine')).data]).toEqual([2]);
});

test('a worker that ends is named to those who wait for it, and another takes its place', async () => {
  const decode = pool(1);
  const waiting = [decode(Uint8Array.of(2), 'die'), decode(Uint8Array.of(2), 'fine')];
  for (const call of waiting)
    await expect(call).rejects.toThrow(new Error('workerPool: a worker must go on, got: its end.'));
  expect([...(await decode(Uint8Array.of(1), 'fine')).data]).toEqual([2]);
  const last = decode(Uint8Array.of(2), 'fine');
  decode.close();
  await expect(last).rejects.toThrow(new Error('workerPool: a worker must go on, got: close().'));
});

test('a browser’s workers are heard through events', async () => {
  const [inside, outside] = [new EventTarget(), new EventTarget()];
  const send = (to: EventTarget) => (data: unknown) => void to.dispatchEvent(new MessageEvent('message', { data }));
  const worker = Object.assign(outside, { postMessage: send(inside), terminate: () => undefined });
  const scope = globalThis as unknown as Record<string, unknown>;
  const { process } = globalThis;
  Object.assign(scope, {
    addEventListener: inside.addEventListener.bind(inside),
    postMessage: send(outside),
    process: undefined,
  });
  answerCalls((n: number) => 2 * n);
  globalThis.process = process;
  expect(await workerPool<[number], number>(() => worker, { workers: 1 })(21)).toBe(42);
  delete scope.addEventListener;
  delete scope.postMessage;
});

test('workers must be a positive integer', () => {
  expect(() => workerPool(() => new Worker(program), { workers: 0 })).toThrow(
    new RangeError('workerPool: workers must be a positive integer, got 0.'),
  );
});
