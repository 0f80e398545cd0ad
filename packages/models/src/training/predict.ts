import { positiveInteger } from '@tenonjs/internal';
import { concat, dispose, keep, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Network } from '../network/network.js';
import { breathe } from './breathe.js';
import { fitsInput, sameSamples } from './checks.js';
import { type Data, toBatch, toDataArray } from './data.js';

export interface PredictOptions {
  /** Samples a batch; 32. It changes speed and memory, not the result. */
  readonly batchSize?: number;
}

/**
 * A network's outputs for each sample, computed in batches: all that inference needs, without the training loop.
 *
 * @param x - Samples, `[n, …]`.
 * @returns `[n, …]`, which the caller disposes.
 * @throws {RangeError} If the samples do not have the shape that the network was built for.
 * @see https://keras.io/api/models/model_training_apis/#predict-method
 */
export async function predict(network: Network, x: Data, { batchSize = 32 }: PredictOptions = {}): Promise<Tensor> {
  positiveInteger('predict', { batchSize });
  const inputs = await toDataArray('predict', 'x', x);
  sameSamples('predict', inputs, {});
  network.build([null, ...inputs.shape.slice(1)]);
  fitsInput('predict', network.builtShape!, inputs.shape);
  const giveWay = breathe();
  const outputs: Tensor[] = [];
  try {
    for (let start = 0; start < inputs.shape[0]!; start += batchSize) {
      outputs.push(
        tidy(() =>
          keep(
            network.call(toBatch(inputs, start, Math.min(start + batchSize, inputs.shape[0]!)), { training: false }),
          ),
        ),
      );
      await giveWay();
    }
    return outputs.length === 1 ? outputs.pop()! : concat(outputs, 0);
  } finally {
    dispose(outputs);
  }
}
