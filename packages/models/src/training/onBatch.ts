import type { Logs } from '@tenonjs/contracts';
import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../graph/symbolic.js';
import type { Some, Structure } from '../network/structure.js';
import { type Batch, onDevice } from './batches.js';
import type { Data } from './data.js';
import { running } from './running.js';
import { checkedSamples, weighted } from './samples.js';
import type { Trainee } from './trainee.js';
import { type Seen, testStep, trainStep } from './trainStep.js';

export interface BatchOptions<Out extends Structure = SymbolicTensor> {
  readonly sampleWeight?: Some<Out, Data>;
  readonly classWeight?: Readonly<Record<number, number>>;
}

/** One step of training; see `Model.trainOnBatch`. */
export async function trainOnBatch(
  trainee: Trainee,
  x: unknown,
  y: unknown,
  options: BatchOptions<any> | undefined,
  nextSeed: () => number,
): Promise<Logs> {
  await trainee.restoreOptimizer();
  return onBatch(trainee, 'trainOnBatch', x, y, options, (batch, observe) =>
    trainStep(trainee.network, trainee.compiled, batch, nextSeed(), observe),
  );
}

/** One step of testing; see `Model.testOnBatch`. */
export const testOnBatch = (
  trainee: Trainee,
  x: unknown,
  y: unknown,
  options: BatchOptions<any> | undefined,
): Promise<Logs> =>
  onBatch(trainee, 'testOnBatch', x, y, options, (batch, observe) =>
    testStep(trainee.network, trainee.compiled, batch, observe),
  );

async function onBatch(
  trainee: Trainee,
  who: string,
  x: unknown,
  y: unknown,
  { sampleWeight, classWeight }: BatchOptions<any> = {},
  step: (batch: Batch, observe: (seen: Seen) => void) => void,
): Promise<Logs> {
  const results = running(trainee.compiled.heads);
  const checked = await checkedSamples(trainee, who, x, y, sampleWeight);
  const batch = onDevice(await weighted(who, checked, classWeight));
  try {
    results.reset();
    step(batch, results.update);
    return await results.read();
  } finally {
    results.reset();
    dispose(batch as unknown as Record<string, Tensor>);
  }
}
