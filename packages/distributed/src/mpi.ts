import { bf16Sum } from './bf16.js';
import { type Communicator, type CommunicatorOptions, patience, scaled } from './communicator.js';
import { type Library, library } from './library.js';
import { local } from './local.js';
import { type Progress, progress } from './progress.js';

export interface MpiOptions extends CommunicatorOptions {
  /** The MPI library's file; found by itself. */
  readonly library?: string;
}

/** How many ranks the launcher has started, by what it told this process; undefined where there was none. */
function launched(): number | undefined {
  const { env } = process;
  const said = env.OMPI_COMM_WORLD_SIZE ?? env.PMI_SIZE ?? env.SLURM_STEP_NUM_TASKS;
  return said === undefined ? undefined : Number(said);
}

/** `MPI_THREAD_MULTIPLE`: calls from several threads at once. */
const MULTIPLE = 3;

/** The roll is called under this tag. */
const PRESENT = 4711;

/**
 * The ranks that `mpirun -np 4 node train.js` has started, on one machine or several, over Open MPI or MPICH through koffi
 * (`npm install koffi`). Without a launcher the program is one process by itself. Call it once.
 *
 * A rank that keeps the others waiting longer than `timeout` is named, and the job ends.
 *
 * @throws {Error} If koffi or the MPI library is missing, or the library is not the launcher's.
 * @example
 * (await mpi()).size; // 1
 */
export async function mpi(options: MpiOptions = {}): Promise<Communicator> {
  const expected = launched();
  if (expected === undefined) return local();
  const opened = { library: options.library, openMpi: process.env.OMPI_COMM_WORLD_SIZE !== undefined };
  // UCX, under Debian's MPICH, watches the program's memory by patching the C library, under which V8's threads crash now and
  // then. What it would learn is for network cards that register memory.
  process.env.UCX_MEM_EVENTS ??= 'no';
  const mpi = await library(opened.library, opened.openMpi);
  const number = Buffer.alloc(4);
  mpi.call('MPI_Init_thread', null, null, MULTIPLE, number);
  const anyThread = number.readInt32LE() >= MULTIPLE;
  mpi.call('MPI_Comm_size', mpi.world, number);
  const size = number.readInt32LE();
  mpi.call('MPI_Comm_rank', mpi.world, number);
  const rank = number.readInt32LE();
  if (size !== expected) {
    throw new Error(
      `mpi: the launcher started ${expected} ranks, but the library (${mpi.version}) knows of ${size}: both must be of the same MPI; give its file as \`library\`.`,
    );
  }
  return communicator(mpi, rank, size, patience(options.timeout ?? 6), anyThread ? progress(opened) : undefined);
}

function communicator(
  mpi: Library,
  rank: number,
  size: number,
  wait: () => number,
  progress: Progress | undefined,
): Communicator {
  const others = Array.from({ length: size }, (_, i) => i).filter((i) => i !== rank);
  const receive = (from: number): Pending =>
    pending(mpi, Buffer.alloc(1), (values, request) =>
      mpi.call('MPI_Irecv', values, 1, mpi.byte, from, PRESENT, mpi.world, request),
    );
  const send = (to: number): Pending =>
    pending(mpi, Buffer.alloc(1), (values, request) =>
      mpi.call('MPI_Isend', values, 1, mpi.byte, to, PRESENT, mpi.world, request),
    );
  /** The calls of the roll that may come in. */
  const roll = new Map<number, Pending>();
  const sent: Pending[] = [];

  /** Waits for an operation of all ranks without holding up the event loop. */
  async function finished({ done }: Pending): Promise<void> {
    const begun = performance.now();
    const limit = wait();
    let called: number | undefined;
    const present = new Set<number>();
    const call = (): void => {
      if (called !== undefined) return;
      called = performance.now();
      sent.push(...others.map(send));
    };
    for (;;) {
      // Short operations end within the first tests; long ones leave time for timers and signals.
      for (const until = performance.now() + 0.5; performance.now() < until; ) if (done()) return;
      await nextTurn();
      const waited = performance.now() - begun;
      if (waited < 1000) continue;
      // Who waits for an operation knows that it waits: each says so to the others, and the silent ones are missing.
      for (const from of others) {
        const message = roll.get(from) ?? receive(from);
        roll.set(from, message);
        if (!message.done()) continue;
        roll.delete(from);
        present.add(from);
        call();
      }
      if (waited > limit) call();
      if (waited > limit && performance.now() - called! > 1000) {
        const missing = others.filter((other) => !present.has(other));
        const who = missing.length > 0 ? `rank ${missing.join(', ')} did not come` : 'a message did not come';
        throw new Error(`mpi: rank ${rank} waited ${Math.round(waited / 1000)} s, but ${who}.`);
      }
    }
  }

  const all = <T>(values: T, start: (values: T, request: Buffer) => void): Promise<void> =>
    finished(pending(mpi, values, start));
  const sum = (values: Float32Array): Pending =>
    pending(mpi, values, (values, request) =>
      mpi.call('MPI_Iallreduce', mpi.inPlace, values, values.length, mpi.float, mpi.sum, mpi.world, request),
    );
  const barrier = (): Promise<void> =>
    all(new Uint8Array(0), (_, request) => mpi.call('MPI_Ibarrier', mpi.world, request));
  return {
    rank,
    size,
    async allReduce(values, operation = 'sum') {
      await finished(sum(values));
      scaled(values, operation, size);
    },
    ...(progress && {
      async allReduceBehind(values) {
        const begun = sum(values);
        progress.begin();
        // Now the caller computes.
        await undefined;
        progress.end();
        await finished(begun);
      },
    }),
    allReduceBf16: bf16Sum({
      rank,
      size,
      allToAll: (from, to) =>
        all([from, to], (_, request) => {
          const bytes = from.byteLength / size;
          mpi.call('MPI_Ialltoall', from, bytes, mpi.byte, to, bytes, mpi.byte, mpi.world, request);
        }),
      allGather: (from, to) =>
        all([from, to], (_, request) => {
          const bytes = from.byteLength;
          mpi.call('MPI_Iallgather', from, bytes, mpi.byte, to, bytes, mpi.byte, mpi.world, request);
        }),
    }),
    broadcast: (values, root = 0) =>
      all(values, (values, request) =>
        mpi.call('MPI_Ibcast', values, values.byteLength, mpi.byte, root, mpi.world, request),
      ),
    barrier,
    async close() {
      await barrier();
      for (const message of roll.values()) message.cancel();
      await progress?.close();
      mpi.call('MPI_Finalize');
    },
  };
}

/** An operation on its way. */
interface Pending {
  done(): boolean;
  cancel(): void;
  /** Memory that the library reads and writes meanwhile: it must not be freed. */
  readonly held: unknown;
}

function pending<T>(mpi: Library, values: T, start: (values: T, request: Buffer) => void): Pending {
  const request = Buffer.alloc(8);
  const [flag, status] = [Buffer.alloc(4), Buffer.alloc(64)];
  start(values, request);
  return {
    held: values,
    done() {
      mpi.call('MPI_Test', request, flag, status);
      return flag.readInt32LE() !== 0;
    },
    cancel() {
      mpi.call('MPI_Cancel', request);
      mpi.call('MPI_Request_free', request);
    },
  };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
