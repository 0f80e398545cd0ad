import type { Logs } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import { arrayBatches, type Batches, streamBatches } from './batches.js';
import { breathe } from './breathe.js';
import { fitsInput } from './checks.js';
import { type Data, isStream, type Stream } from './data.js';
import { running } from './running.js';
import { samples } from './samples.js';
import type { Trainee } from './trainee.js';
import { testStep } from './trainStep.js';

export interface EvaluateOptions {
  /** Samples a batch; 32. It changes the speed, not the result. */
  readonly batchSize?: number;
  /** `[n]`, or `[n, time]` for a weight a time step. */
  readonly sampleWeight?: Data;
  /** Batches to test on; all. */
  readonly steps?: number;
}

/** Tests; see `Model.evaluate`. */
export async function evaluate(
  trainee: Trainee,
  x: Data | Stream,
  y: Data | undefined,
  options: EvaluateOptions,
): Promise<Logs> {
  return evaluateBatches(trainee, await toBatches(trainee, 'evaluate', x, y, options), options.steps);
}

/** The data of an evaluation, checked. */
export async function toBatches(
  trainee: Trainee,
  who: string,
  x: Data | Stream,
  y: Data | undefined,
  { batchSize = 32, sampleWeight, steps }: EvaluateOptions,
): Promise<Batches> {
  positiveInteger(who, { batchSize, ...(steps !== undefined && { steps }) });
  if (isStream(x)) return streamBatches(who, x, null, undefined);
  if (y === undefined) throw new TypeError(`${who}: y is missing.`);
  const checked = await samples(trainee, who, x, y, sampleWeight);
  return arrayBatches(checked.x, checked.y, checked.weights, batchSize);
}

/** Loss and metrics over all batches; the same whatever the batches' size. */
export async function evaluateBatches(trainee: Trainee, batches: Batches, steps?: number): Promise<Logs> {
  const { network, compiled } = trainee;
  const results = running(compiled.metrics, compiled.weightedMetrics);
  const giveWay = breathe();
  results.reset();
  try {
    let batch = 0;
    for await (const tensors of batches.epoch()) {
      try {
        trainee.build(tensors.x.shape);
        fitsInput('evaluate', network.builtShape!, tensors.x.shape);
        testStep(network, compiled, tensors, results.update);
      } finally {
        dispose(tensors as unknown as Record<string, Tensor>);
      }
      await giveWay();
      if (++batch === steps) break;
    }
    return await results.read();
  } finally {
    results.reset();
  }
}
