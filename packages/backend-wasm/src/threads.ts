import { builtin } from './builtin.js';
import type { Machine } from './machine.js';
import { type Call, sharing } from './share.js';

/** A function that works on units, from the first of a share on. */
export interface Job {
  /** Index of the function among the module's. */
  readonly run: number;
  readonly count: number;
  /** Units in a share; the last one may be smaller. */
  readonly size: number;
  /** The arguments for the first unit of all, and how far each moves from unit to unit. */
  readonly values: readonly number[];
  readonly steps: readonly number[];
  /** Which argument is the number of units; −1 if none is. */
  readonly counts: number;
  /** Which argument is the thread's own scratch, −1 if none is, and how many bytes each has, from its value on. */
  readonly scratches: number;
  readonly scratchBytes: number;
}

/** Threads that work on shares of a job beside the one that calls. */
export interface Threads {
  /** Resolves when all have started, and rejects if one cannot; until then, fewer do the same. */
  readonly ready: Promise<void>;
  /** Whether all sleep, so that a job must first wake them. */
  asleep(): boolean;
  /** Runs a function on all of its work, on shares of it where that is done sooner. */
  share(m: Machine, call: Call): void;
  /** Returns when the whole job is done. */
  run(job: Job): void;
  end(): void;
}

export type Run = (...args: number[]) => void;

/**
 * The control block, in 4-byte elements: the number of the job that is out, the shares done, whether one failed, how many
 * workers sleep, then each thread's ticket, a cache line each; behind them the job, in 8-byte elements.
 */
const LINE = 16;
const TICKETS = 4 * LINE;
const jobAt = (threads: number): number => 4 * (TICKETS + threads * LINE);
const jobBytes = (functions: readonly Run[]): number => 8 * (8 + 2 * Math.max(...functions.map((run) => run.length)));

/**
 * Takes shares of jobs until none is left (the caller's thread) or for ever (a worker).
 *
 * Each thread has a part of the job, as near as can be the part that it had of the last one and has in its cache, and a ticket
 * for it: the number of the job and, in the low byte, how many shares of the part nobody has taken yet. Whoever changes a
 * ticket that it has read to one less has a share: a thread takes its own first, then those of the others. The job is read
 * before that; it cannot have changed, since the next one is written only when every share of this one is done, and then the
 * tickets have another number.
 *
 * Its source is what the workers run, so it uses nothing that is not its own.
 */
function takeShares(functions: Run[], control: SharedArrayBuffer, threads: number, thread: number): void {
  const state = new Int32Array(control, 0, 64 + 16 * threads);
  const job = new Float64Array(control, 256 + 64 * threads);
  for (let idle = 0; ; ) {
    const out = Atomics.load(state, 0);
    let part = thread;
    let ticket = 0;
    for (let i = 0; i < threads; i++) {
      part = thread + i < threads ? thread + i : thread + i - threads;
      ticket = Atomics.load(state, 64 + 16 * part);
      if ((ticket & 255) !== 0) break;
    }
    const left = ticket & 255;
    if (left === 0) {
      if (thread === 0) return;
      // The next job of a training step is mostly microseconds away, and to be woken takes longer: a fifth of a millisecond.
      if (idle++ < 20_000) continue;
      Atomics.add(state, 48, 1);
      Atomics.wait(state, 0, out);
      Atomics.sub(state, 48, 1);
      idle = 0;
      continue;
    }
    const shares = job[0]!;
    const size = job[2]!;
    const from = (Math.floor((part * shares) / threads) + left - 1) * size;
    const args: number[] = [];
    for (let i = 0; i < job[7]!; i++) args.push(job[8 + 2 * i]! + from * job[9 + 2 * i]!);
    if (job[4]! >= 0) args[job[4]!] = Math.min(size, job[3]! - from);
    if (job[5]! >= 0) args[job[5]!]! += thread * job[6]!;
    const run = functions[job[1]!]!;
    if (Atomics.compareExchange(state, 64 + 16 * part, ticket, ticket - 1) !== ticket) continue;
    try {
      run(...args);
    } catch {
      Atomics.store(state, 32, 1);
    }
    if (Atomics.add(state, 16, 1) === shares - 1) Atomics.notify(state, 16);
    idle = 0;
  }
}

/** What the workers run, in browsers and in Node. */
const source = (): string => `
const takeShares = ${takeShares};
const start = ({ module, memory, control, threads, thread }, say) => {
  const abort = () => { throw new Error('wasm: a kernel failed an assertion.'); };
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort } });
  say('ready');
  takeShares(Object.values(exports), control, threads, thread);
};
if (typeof require === 'function') {
  const { parentPort, workerData } = require('node:worker_threads');
  start(workerData, (text) => parentPort.postMessage(text));
} else onmessage = ({ data }) => start(data, postMessage);
`;

interface NodeWorker {
  once(event: string, listener: (value: Error) => void): NodeWorker;
  unref(): void;
  terminate(): unknown;
}

interface NodeThreads {
  Worker: new (source: string, options: object) => NodeWorker;
}

interface Started {
  readonly ready: Promise<void>;
  end(): void;
}

/** A worker that takes shares; it does not keep a process of Node alive. */
function start(data: object): Started {
  const node = builtin<NodeThreads>('node:worker_threads');
  if (node) {
    // What the process was started with (loaders, the debugger) is not for this one.
    const worker = new node.Worker(source(), { eval: true, workerData: data, execArgv: [] });
    const ready = new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve()).once('error', reject);
    }).finally(() => worker.unref());
    return { ready, end: () => void worker.terminate() };
  }
  const url = URL.createObjectURL(new Blob([source()], { type: 'text/javascript' }));
  const worker = new Worker(url);
  const ready = new Promise<void>((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = reject as () => void;
  }).finally(() => URL.revokeObjectURL(url));
  worker.postMessage(data);
  return { ready, end: () => worker.terminate() };
}

/** Whether this thread may sleep until another wakes it, which the main thread of a page may not. */
function maySleep(state: Int32Array): boolean {
  try {
    Atomics.wait(state, 0, 1, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param functions - those of the module's instance on the calling thread
 * @param module - on shared memory, with no data and no stack in it, so that each thread may have an instance
 */
export function startThreads(
  threads: number,
  functions: readonly Run[],
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): Threads {
  const control = new SharedArrayBuffer(jobAt(threads) + jobBytes(functions));
  const state = new Int32Array(control, 0, TICKETS + threads * LINE);
  const job = new Float64Array(control, jobAt(threads));
  const sleeps = maySleep(state);
  const workers = Array.from({ length: threads - 1 }, (_, i) =>
    start({ module, memory, control, threads, thread: i + 1 }),
  );
  const ready = Promise.all(workers.map(({ ready }) => ready)).then(() => {});
  // Who does not wait for them is not told: the work is done without those that are missing.
  ready.catch(() => {});
  let out = 0;
  const all: Threads = {
    ready,
    share: (m, call) => share(m, call),
    asleep: () => Atomics.load(state, 3 * LINE) === threads - 1,
    run({ run, count, size, values, steps, counts, scratches, scratchBytes }) {
      const shares = Math.ceil(count / size);
      job.set([shares, run, size, count, counts, scratches, scratchBytes, values.length]);
      values.forEach((value, i) => {
        job[8 + 2 * i] = value;
        job[9 + 2 * i] = steps[i]!;
      });
      Atomics.store(state, LINE, 0);
      out = (out + 256) | 0;
      for (let part = 0; part < threads; part++) {
        const mine = Math.floor(((part + 1) * shares) / threads) - Math.floor((part * shares) / threads);
        Atomics.store(state, TICKETS + part * LINE, out | mine);
      }
      Atomics.store(state, 0, out);
      if (Atomics.load(state, 3 * LINE) > 0) Atomics.notify(state, 0);
      takeShares(functions as Run[], control, threads, 0);
      for (let spins = 0; ; spins++) {
        const done = Atomics.load(state, LINE);
        if (done === shares) break;
        if (sleeps && spins > 20_000) Atomics.wait(state, LINE, done);
      }
      if (Atomics.exchange(state, 2 * LINE, 0)) throw new Error('wasm: a kernel failed.');
    },
    end() {
      for (const { end } of workers) end();
    },
  };
  const share = sharing(all, functions, threads);
  return all;
}
