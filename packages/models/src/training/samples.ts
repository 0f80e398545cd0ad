import type { DataArray } from '@tenonjs/contracts';
import { fitsInput, labelsInRange, sameSamples } from './checks.js';
import { type Data, toDataArray } from './data.js';
import type { Trainee } from './trainee.js';

/** Samples on the host, checked against each other and against the model, which is built for them. */
export interface Samples {
  readonly x: DataArray;
  readonly y: DataArray;
  readonly weights: DataArray | undefined;
}

/** Brings samples to the host and refuses what the model cannot take, before any work. */
export async function samples(
  trainee: Trainee,
  who: string,
  x: Data,
  y: Data,
  sampleWeight: Data | undefined,
): Promise<Samples> {
  const [inputs, targets] = [await toDataArray(who, 'x', x), await toDataArray(who, 'y', y)];
  const weights = sampleWeight && (await toDataArray(who, 'sampleWeight', sampleWeight));
  sameSamples(who, inputs, { y: targets, sampleWeight: weights });
  trainee.build(inputs.shape);
  const built = trainee.network.builtShape!;
  fitsInput(who, built, inputs.shape);
  labelsInRange(who, trainee.compiled.loss, targets, trainee.network.outputShape(built));
  return { x: inputs, y: targets, weights };
}
