import type { Logs } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../graph/symbolic.js';
import type { Some, Structure } from '../network/structure.js';
import { arrayBatches, type Batches, type Share } from './batches.js';
import { breathe } from './breathe.js';
import { fitsInput } from './checks.js';
import { type Data, isStream } from './data.js';
import { type Running, running } from './running.js';
import { checkedSamples } from './samples.js';
import type { Trainee } from './trainee.js';
import { testStep } from './trainStep.js';

export interface EvaluateOptions<Out extends Structure = SymbolicTensor> {
  /** Samples a batch; 32. It changes the speed, not the result. */
  readonly batchSize?: number;
  /** `[n]`, or `[n, time]` for a weight a time step. Of several outputs: by name or in order. */
  readonly sampleWeight?: Some<Out, Data>;
  /** Batches to test on; all. */
  readonly steps?: number;
}

/** Tests; see `Model.evaluate`. */
export async function evaluate(trainee: Trainee, x: unknown, y: unknown, options: EvaluateOptions<any>): Promise<Logs> {
  return evaluateBatches(trainee, await toBatches(trainee, 'evaluate', x, y, options), options.steps);
}

/** The data of an evaluation, checked. */
export async function toBatches(
  trainee: Trainee,
  who: string,
  x: unknown,
  y: unknown,
  { batchSize = 32, sampleWeight, steps }: EvaluateOptions<any>,
  share?: Share,
): Promise<Batches> {
  positiveInteger(who, { batchSize, ...(steps !== undefined && { steps }) });
  if (isStream(x)) return (await import('./streamBatches.js')).streamBatches(trainee, who, x, null, undefined);
  return arrayBatches(await checkedSamples(trainee, who, x, y, sampleWeight), batchSize, share);
}

/**
 * Loss and metrics over all batches; the same whatever the batches' size.
 *
 * @param merge - Adds what other processes found in their shares.
 */
export async function evaluateBatches(
  trainee: Trainee,
  batches: Batches,
  steps?: number,
  merge?: (results: Running) => Promise<void>,
): Promise<Logs> {
  const { network, compiled } = trainee;
  const results = running(compiled.heads);
  const giveWay = breathe();
  results.reset();
  try {
    let batch = 0;
    for await (const tensors of batches.epoch()) {
      try {
        trainee.build(tensors.x.map(({ shape }) => shape));
        fitsInput('evaluate', network, tensors.x);
        // A share of a small batch may have no rows.
        if (tensors.x[0]!.shape[0] !== 0) testStep(network, compiled, tensors, results.update);
      } finally {
        dispose(tensors as unknown as Record<string, Tensor>);
      }
      await giveWay();
      if (++batch === steps) break;
    }
    await merge?.(results);
    return await results.read();
  } finally {
    results.reset();
  }
}
