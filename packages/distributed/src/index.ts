export type { Communicator, CommunicatorOptions } from './communicator.js';
export { type DistributeOptions, distribute } from './distribute.js';
export { local } from './local.js';
export { type MpiOptions, mpi } from './mpi.js';
export { type ScaledRateOptions, scaledRate } from './scaledRate.js';
export { shard } from './shard.js';
export { type WorkerThreadsOptions, workerThreads } from './workerThreads.js';
