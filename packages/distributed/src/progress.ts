import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** What the thread gets. */
export interface ProgressData {
  readonly library: string | undefined;
  readonly openMpi: boolean;
  readonly state: Int32Array<SharedArrayBuffer>;
}

// What the thread is asked for.
const IDLE = 0;
export const BUSY = 1;
export const CLOSED = 2;

/** A thread that calls MPI while this one computes: MPI moves data only while it is called. */
export interface Progress {
  begin(): void;
  end(): void;
  close(): Promise<void>;
}

export function progress(options: Omit<ProgressData, 'state'>): Progress {
  const state = new Int32Array(new SharedArrayBuffer(4));
  let thread: Worker | undefined;
  const ask = (what: number): void => {
    Atomics.store(state, 0, what);
    Atomics.notify(state, 0);
  };
  return {
    begin() {
      if (!thread) {
        thread = new Worker(new URL('./progressThread.js', import.meta.url), { workerData: { ...options, state } });
        thread.unref();
      }
      ask(BUSY);
    },
    end: () => ask(IDLE),
    async close() {
      ask(CLOSED);
      const ended = thread && once(thread, 'exit');
      thread?.ref();
      await ended;
    },
  };
}
