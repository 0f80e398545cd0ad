// Accumulates over uneven batches.
import { accuracy } from '@tenonjs/metrics';
import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, tensor2d } from '@tensorflow/tfjs-core';

await setBackend('cpu');
const metric = accuracy();
metric.update(
  tensor2d([[0], [1], [2]]),
  tensor2d([
    [0.8, 0.1, 0.1],
    [0.1, 0.8, 0.1],
    [0.8, 0.1, 0.1],
  ]),
);
metric.update(tensor2d([[1]]), tensor2d([[0.1, 0.8, 0.1]]));
const [value] = await metric.result().data();
if (Math.abs(value! - 0.75) > 1e-6) throw new Error(`accuracy: expected 0.75, got ${value}.`);
const before = memory().numTensors;
metric.dispose();
if (memory().numTensors > before) throw new Error('dispose makes tensors.');
