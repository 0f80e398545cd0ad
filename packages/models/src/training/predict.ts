import type { DataArray } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import { concat, dispose, keep, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { buildFor } from '../network/buildFor.js';
import type { Network } from '../network/network.js';
import { breathe } from './breathe.js';
import { fitsInput, sameSamples } from './checks.js';
import { type Data, toBatch } from './data.js';
import { toHost } from './samples.js';

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
export async function predict(network: Network, x: Data, options: PredictOptions = {}): Promise<Tensor> {
  const [output] = await predictAll(network, x, options);
  return output!;
}

/** `predict` for networks of any number of inputs and outputs; gives the outputs in order. */
export async function predictAll(
  network: Network<any, any>,
  x: unknown,
  { batchSize = 32 }: PredictOptions,
): Promise<Tensor[]> {
  positiveInteger('predict', { batchSize });
  const { ports } = network;
  const given = (await toHost('predict', 'x', x, ports?.inputs)) as DataArray[];
  const inputs = ports?.cast('predict', given) ?? given;
  sameSamples(
    'predict',
    inputs.map((array, i) => [ports ? `x.${ports.inputs.names[i]}` : 'x', array]),
  );
  buildFor(
    network,
    inputs.map(({ shape }) => shape),
  );
  fitsInput('predict', network, inputs);
  const samples = inputs[0]!.shape[0]!;
  const giveWay = breathe();
  const batches: Tensor[][] = [];
  try {
    for (let start = 0; start < samples; start += batchSize) {
      const end = Math.min(start + batchSize, samples);
      batches.push(
        tidy(() =>
          network
            .forward(
              inputs.map((array) => toBatch(array, start, end)),
              { training: false },
            )
            .outputs.map((output) => keep(output)),
        ),
      );
      await giveWay();
    }
    return batches.length === 1
      ? batches.pop()!
      : batches[0]!.map((_, i) => concat(batches.map((outputs) => outputs[i]!)));
  } finally {
    dispose(batches as unknown as Tensor[]);
  }
}
