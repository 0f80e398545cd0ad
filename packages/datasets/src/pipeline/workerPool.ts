import { positiveInteger } from '@tenonjs/internal';

/** A thread of its own: the browser's `Worker`, or that of Node's `worker_threads`. */
export interface AnyWorker {
  postMessage(message: unknown): void;
  terminate(): unknown;
}

export interface WorkerPoolOptions {
  /** How many there may be; each starts when there is work for it. Default: the cores but one, 4 at most. */
  readonly workers?: number;
}

/** A function whose calls run in workers, side by side. */
export type WorkerPool<Args extends readonly unknown[], Result> = ((...args: Args) => Promise<Result>) & {
  /** Ends the workers; calls under way are refused. In Node a pool without work does not keep the program alive. */
  close(): void;
};

interface Member {
  readonly worker: AnyWorker & { ref?(): void; unref?(): void };
  readonly calls: Map<number, { resolve(value: unknown): void; reject(error: Error): void }>;
}

/**
 * A function that runs in workers, for what is too heavy for the thread that trains: pictures to be decoded, above all.
 *
 * Give it to `map(f, { parallel })` or as `decode` to `imageFolder`. What goes in and comes out is copied, as messages are;
 * a result's typed array moves without a copy.
 *
 * @param start - Starts a worker whose program calls `answerCalls`; bundlers find the file by
 *   `new Worker(new URL('./decode.js', import.meta.url), { type: 'module' })`, written out.
 * @throws {Error} From a call: what the function throws, or that its worker ended.
 * @example
 * const decode = workerPool(() => new Worker('decode.js'), { workers: 2 });
 * const images = pipeline([]).map(decode, { parallel: 4 });
 * decode.close();
 */
export function workerPool<Args extends readonly unknown[], Result>(
  start: () => AnyWorker,
  options: WorkerPoolOptions = {},
): WorkerPool<Args, Result> {
  const cores = globalThis.navigator?.hardwareConcurrency ?? 2;
  const { workers = Math.min(4, Math.max(1, cores - 1)) } = options;
  positiveInteger('workerPool', { workers });
  let members: Member[] = [];
  let count = 0;

  const end = (member: Member, why: string): void => {
    members = members.filter((one) => one !== member);
    for (const { reject } of member.calls.values()) reject(new Error(`workerPool: a worker must go on, got: ${why}.`));
    member.calls.clear();
    member.worker.terminate();
  };
  const begin = (): Member => {
    const member: Member = { worker: start(), calls: new Map() };
    listen(member.worker, 'message', ({ id, value, error }) => {
      const call = member.calls.get(id);
      member.calls.delete(id);
      if (member.calls.size === 0) member.worker.unref?.();
      if (error) call?.reject(error);
      else call?.resolve(value);
    });
    listen(member.worker, 'error', (error) => end(member, error?.message ?? 'an error'));
    listen(member.worker, 'exit', () => end(member, 'its end'));
    members.push(member);
    return member;
  };

  const call = (...args: Args): Promise<Result> => {
    const idlest = members.reduce<Member | undefined>(
      (best, member) => (best && best.calls.size <= member.calls.size ? best : member),
      undefined,
    );
    const member = !idlest || (idlest.calls.size > 0 && members.length < workers) ? begin() : idlest;
    return new Promise((resolve, reject) => {
      const id = count++;
      // What cannot be sent is refused here.
      member.worker.postMessage({ id, args });
      member.worker.ref?.();
      member.calls.set(id, { resolve: resolve as (value: unknown) => void, reject });
    });
  };
  const close = (): void => {
    for (const member of members) end(member, 'close()');
  };
  return Object.assign(call, { close });
}

/**
 * In a worker's program: answers the calls of a `workerPool`.
 *
 * @example
 * answerCalls(async (bytes, file) => ({ data: new Uint8Array(bytes.length), shape: [bytes.length] }));
 */
export function answerCalls(f: (...args: any[]) => unknown): void {
  const threads = globalThis.process?.getBuiltinModule?.('node:worker_threads');
  const port = (threads?.parentPort ?? globalThis) as unknown as {
    postMessage(message: unknown, transfer?: Transferable[]): void;
  };
  listen(port, 'message', async ({ id, args }) => {
    try {
      const value = (await f(...args)) as { data?: Uint8Array<ArrayBuffer> } | undefined;
      const { data } = value ?? {};
      const moves = ArrayBuffer.isView(data) && data.byteLength === data.buffer.byteLength;
      port.postMessage({ id, value }, moves ? [data.buffer] : []);
    } catch (thrown) {
      port.postMessage({ id, error: thrown instanceof Error ? thrown : new Error(String(thrown)) });
    }
  });
}

/** Node's threads have `on`, with what was sent; the browser's have events, with data. */
function listen(target: any, event: string, hear: (message: any) => void): void {
  if (typeof target.on === 'function') target.on(event, hear);
  else target.addEventListener?.(event, (given: any) => hear(event === 'message' ? given.data : given));
}
