import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { positiveInteger } from '@tenonjs/internal';
import { type Communicator, type CommunicatorOptions, patience, scaled } from './communicator.js';
import { local } from './local.js';

export interface WorkerThreadsOptions extends CommunicatorOptions {
  /** How many ranks, this thread among them. */
  readonly size: number;
  /** The program that all of them run; the one that is running: `process.argv[1]`. */
  readonly module?: URL;
}

/** What the threads share. */
interface Shared {
  readonly rank: number;
  readonly size: number;
  readonly timeout: number;
  /** How often each rank has come to a meeting; last, the number after that of a rank that failed. */
  readonly arrivals: Int32Array<SharedArrayBuffer>;
  /** A part for each rank's values, and one for the result. */
  readonly values: Float32Array<SharedArrayBuffer>;
}

/** Values a rank can show at once: 4 MiB. */
const CAPACITY = 1 << 20;

/**
 * Ranks as threads of one process, for a machine without MPI: this thread is rank 0, and each of the others runs the same
 * program from its beginning, in which this call gives its own rank. Call it once.
 *
 * A rank that fails, or keeps the others waiting longer than `timeout`, is named in the error that the others throw.
 *
 * @throws {RangeError} If `size` is not a positive integer.
 * @example
 * workerThreads({ size: 1 }).size; // 1
 * workerThreads({ size: 0 }); // throws RangeError: workerThreads: size must be a positive integer, got 0.
 */
export function workerThreads({ size, timeout = 6, module }: WorkerThreadsOptions): Communicator {
  positiveInteger('workerThreads', { size });
  const own = (workerData as { tenonRanks?: Shared } | null)?.tenonRanks;
  if (!isMainThread && own) return communicator(own, () => '');
  if (size === 1) return local();
  const shared = {
    size,
    timeout,
    arrivals: new Int32Array(new SharedArrayBuffer(4 * (size + 1))),
    values: new Float32Array(new SharedArrayBuffer(4 * (size + 1) * CAPACITY)),
  };
  let reason = '';
  for (let rank = 1; rank < size; rank++) {
    const worker = new Worker(module ?? pathToFileURL(process.argv[1]!), {
      argv: process.argv.slice(2),
      workerData: { tenonRanks: { ...shared, rank } },
    });
    const failed = (message: string): void => {
      if (Atomics.compareExchange(shared.arrivals, size, 0, rank + 1) !== 0) return;
      reason = `: ${message}`;
      process.exitCode = 1;
      for (let each = 0; each < size; each++) Atomics.notify(shared.arrivals, each);
    };
    worker.on('error', (error: Error) => failed(error.message ?? String(error)));
    worker.on('exit', (code) => {
      if (code !== 0) failed(`its thread ended with code ${code}.`);
    });
  }
  return communicator({ ...shared, rank: 0 }, () => reason);
}

function communicator(shared: Shared, reason: () => string): Communicator {
  const { rank, size, arrivals, values: memory } = shared;
  const wait = patience(shared.timeout);
  const result = memory.subarray(size * CAPACITY);
  let meetings = 0;

  /** Waits until all have come as often as this one. */
  async function meet(): Promise<void> {
    Atomics.store(arrivals, rank, ++meetings);
    Atomics.notify(arrivals, rank);
    const begun = performance.now();
    const limit = wait();
    for (let other = 0; other < size; other++) {
      for (let seen = Atomics.load(arrivals, other); seen < meetings; seen = Atomics.load(arrivals, other)) {
        const failed = Atomics.load(arrivals, size) - 1;
        if (failed >= 0) throw new Error(`workerThreads: rank ${failed} failed${reason() || '.'}`);
        // In short turns, so that timers, signals and messages have theirs.
        if (Atomics.wait(arrivals, other, seen, 20) !== 'timed-out') continue;
        await new Promise((resolve) => setImmediate(resolve));
        if (performance.now() - begun > limit) await missed(other, limit);
      }
    }
  }

  async function missed(other: number, limit: number): Promise<never> {
    const message = `workerThreads: rank ${rank} waited ${limit / 1000} s, but rank ${other} did not come.`;
    // Nobody else can end a process whose main thread hangs.
    if (other === 0) {
      setTimeout(() => {
        writeSync(2, `${message}\n`);
        process.kill(process.pid, 'SIGKILL');
      }, 500);
    }
    throw new Error(message);
  }

  return {
    rank,
    size,
    async allReduce(values, operation = 'sum') {
      for (let start = 0; start < values.length; start += CAPACITY) {
        const chunk = values.subarray(start, start + CAPACITY);
        memory.set(chunk, rank * CAPACITY);
        await meet();
        // Each rank adds up one part, in the order of ranks.
        const [from, to] = [rank, rank + 1].map((i) => Math.floor((i * chunk.length) / size)) as [number, number];
        result.set(memory.subarray(from, to), from);
        for (let other = 1; other < size; other++)
          for (let i = from, at = other * CAPACITY; i < to; i++) result[i]! += memory[at + i]!;
        await meet();
        chunk.set(result.subarray(0, chunk.length));
      }
      scaled(values, operation, size);
    },
    async broadcast(values, root = 0) {
      const all = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      // Between two meetings others may read a rank's part, and only then.
      const bytes = new Uint8Array(memory.buffer, root * CAPACITY * 4, CAPACITY * 4);
      for (let start = 0; start < all.length; start += bytes.length) {
        const chunk = all.subarray(start, start + bytes.length);
        if (rank === root) bytes.set(chunk);
        await meet();
        if (rank !== root) chunk.set(bytes.subarray(0, chunk.length));
        await meet();
      }
    },
    barrier: meet,
    close: meet,
  };
}
