import { fileURLToPath } from 'node:url';
import { runProgram } from '@tenonjs/testing';
import { backend, ones } from '@tensorflow/tfjs-core';
import { afterEach, expect, test } from 'vitest';
import type { Machine, WasmBackend } from './machine.js';
import type { Threads } from './threads.js';

// That the numbers are those of one thread, vitest.setup.mjs asks of every kernel in every test.
const wasm = backend() as unknown as WasmBackend;
const m = wasm.tenon as Machine;

afterEach(() => {
  m.leastShare = 1;
});

test('the other thread takes shares', () => {
  // Each thread has scratch of its own, which this kernel fills with what it packs.
  const scratch = m.run.gemmScratch();
  const n = 128;
  const x = ones([n, n]);
  const y = m.make([n, n]);
  m.leastShare = 1;
  const run = () =>
    m.parallel(
      'gemm',
      { count: n, cost: n * n, grain: 8, scratch },
      n,
      'count',
      n,
      m.at(x),
      n,
      1,
      m.along(x),
      n,
      1,
      m.along(y),
      n,
      0,
      0,
      'scratch',
      false,
    );
  const own = m.scratch(Math.ceil(scratch / 64) * 64 * 2);
  const others = new Uint8Array(wasm.wasm.asm!.memory!.buffer, own + Math.ceil(scratch / 64) * 64, 4096);
  others.fill(0);
  for (let i = 0; i < 100_000 && others.every((byte) => byte === 0); i++) run();
  expect(others.some((byte) => byte !== 0)).toBe(true);
  expect(new Set(wasm.typedArrayFromHeap(y))).toEqual(new Set([n]));
  x.dispose();
  wasm.disposeData(y.dataId);
});

test('a share that fails is an error, and the next job is done', () => {
  const x = ones([64]);
  const fill = (at: number) => m.parallel('zero', { count: 256, cost: 1 }, [at, 1], 'count');
  expect(() => fill(0xfffffff0)).toThrow(new Error('wasm: a kernel failed.'));
  fill(m.at(x));
  expect([...x.dataSync()]).toEqual(new Array(64).fill(0));
  x.dispose();
});

test('work that is not worth a share, or to wake the others for, stays on the calling thread', () => {
  const threads = m.threads as { -readonly [key in keyof Threads]: Threads[key] };
  const { run, asleep } = threads;
  const x = ones([1000]);
  const sizes: number[] = [];
  threads.run = (job) => {
    sizes.push(job.size);
    run(job);
  };
  m.leastShare = 500;
  for (const sleep of [false, true]) {
    threads.asleep = () => sleep;
    for (const cost of [0.9, 1.1, 100]) m.parallel('zero', { count: 1000, cost }, m.along(x, 1), 'count');
  }
  Object.assign(threads, { run, asleep });
  x.dispose();
  // Two shares if the others are awake; two for each thread, whether they are or not.
  expect(sizes).toEqual([500, 250, 250]);
});

const program = (end: string) => `
import { engine, matMul, ones } from '@tensorflow/tfjs-core';
import { activate } from '@tenonjs/backend-wasm';

const { threads } = await activate({ threads: 3 });
if (threads !== 3) throw new Error(\`\${threads} threads\`);
const x = ones([300, 300]);
for (let i = 0; i < 20; i++) if (matMul(x, x).dataSync()[89_999] !== 300) throw new Error('wrong');
${end}
`;
const folder = fileURLToPath(new URL('..', import.meta.url));

test('a program ends with threads at work', () => runProgram(program(''), folder));

test('threads that cannot be started are left out, with a word', () =>
  runProgram(
    `
import { matMul, ones } from '@tensorflow/tfjs-core';
import { activate } from '@tenonjs/backend-wasm';

process.getBuiltinModule('node:worker_threads').Worker = class {
  constructor() {
    throw new Error('none is left.');
  }
};
const { description, threads } = await activate({ threads: 2 });
if (threads !== 1) throw new Error(\`\${threads} threads\`);
if (!description.endsWith('SIMD, 1 thread (more could not be started: none is left.)')) throw new Error(description);
if (matMul(ones([300, 300]), ones([300, 300])).dataSync()[5] !== 300) throw new Error('wrong');
`,
    folder,
  ));

test('a backend that is disposed of ends its threads, and a new one has its own', () =>
  runProgram(
    program(`
engine().reset();
const info = await activate({ threads: 2 });
if (info.threads !== 2) throw new Error(\`\${info.threads} threads\`);
if (matMul(ones([300, 300]), ones([300, 300])).dataSync()[5] !== 300) throw new Error('wrong');
`),
    folder,
  ));
