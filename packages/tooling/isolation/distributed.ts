// One rank by itself, and what needs no other: the threads' and MPI's programs are the package's own tests.
import { distribute, local, mpi, scaledRate, shard, workerThreads } from '@tenonjs/distributed';

for (const communicator of [local(), await mpi(), workerThreads({ size: 1 })]) {
  const values = new Float32Array([1, 2]);
  await communicator.allReduce(values, 'mean');
  await communicator.broadcast(values);
  if (communicator.size !== 1 || values.join() !== '1,2') throw new Error('one rank is not by itself.');
  await communicator.close();
}
if (typeof distribute !== 'function') throw new Error('distribute is missing.');
if (scaledRate(1, { size: 4 })(0) !== 4) throw new Error('the rate was not scaled.');
if ([...shard([0, 1, 2, 3], { rank: 1, size: 2 })].join() !== '1,3') throw new Error('another share.');
