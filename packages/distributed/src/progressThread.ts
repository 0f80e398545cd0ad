import { workerData } from 'node:worker_threads';
import { library } from './library.js';
import { BUSY, CLOSED, type ProgressData } from './progress.js';

/** A tag that no message has. */
const NONE = 4712;

const { library: file, openMpi, state } = workerData as ProgressData;
const mpi = await library(file, openMpi);
const [flag, status] = [Buffer.alloc(4), Buffer.alloc(64)];
for (let asked = Atomics.load(state, 0); asked !== CLOSED; asked = Atomics.load(state, 0)) {
  // Without a pause it would take half a core from the one who computes.
  if (Atomics.wait(state, 0, asked, asked === BUSY ? 0.1 : undefined) === 'timed-out')
    mpi.call('MPI_Iprobe', 0, NONE, mpi.world, flag, status);
}
