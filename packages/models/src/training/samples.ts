import type { DataArray } from '@tenonjs/contracts';
import type { Port } from '../network/ports.js';
import { shapeList } from '../network/shapeList.js';
import { fitsInput, labelsInRange, sameSamples } from './checks.js';
import { type Data, toDataArray } from './data.js';
import type { Trainee } from './trainee.js';

/** Samples on the host, for each input and output. */
export interface Samples {
  readonly x: readonly DataArray[];
  /** Absent where nothing is asked of the output. */
  readonly y: readonly (DataArray | undefined)[];
  readonly weights: readonly (DataArray | undefined)[];
}

/** What a value of several is called in errors: `x`, or `x.tokens`. */
const label = (what: string, port: Port | undefined, i: number): string =>
  port && port.names.length > 1 ? `${what}.${port.names[i]}` : what;

/** What was given for all inputs or outputs, on the host. */
export async function toHost(
  who: string,
  what: string,
  value: unknown,
  port: Port | undefined,
  optional = false,
): Promise<(DataArray | undefined)[]> {
  if (optional && value === undefined) return [];
  const given = port ? port.unpack(who, what, value, optional) : [value];
  return Promise.all(
    given.map((item, i) =>
      item === undefined && optional ? undefined : toDataArray(who, label(what, port, i), item as Data),
    ),
  );
}

/** Brings samples to the host and refuses what does not fit together. */
export async function samples(
  trainee: Pick<Trainee, 'network' | 'compiled'>,
  who: string,
  x: unknown,
  y: unknown,
  sampleWeight: unknown,
): Promise<Samples> {
  const { ports } = trainee.network;
  const { heads } = trainee.compiled;
  const inputs = (await toHost(who, 'x', x, ports?.inputs)) as DataArray[];
  const targets = await toHost(who, 'y', y, ports?.outputs, heads.length > 1);
  heads.forEach(({ prefix, loss, metrics, weightedMetrics }, i) => {
    if (!targets[i] && (loss || metrics.length + weightedMetrics.length > 0))
      throw new TypeError(`${who}: y of ${prefix.slice(0, -1)} is missing.`);
  });
  const weights = await toHost(who, 'sampleWeight', sampleWeight, ports?.outputs, true);
  const named = (what: string, port: Port | undefined, arrays: readonly (DataArray | undefined)[]) =>
    arrays.map((array, i) => [label(what, port, i), array] as const);
  sameSamples(who, [
    ...named('x', ports?.inputs, inputs),
    ...named('y', ports?.outputs, targets),
    ...named('sampleWeight', ports?.outputs, weights),
  ]);
  return { x: ports?.cast(who, inputs) ?? inputs, y: targets, weights };
}

/** The samples, for which the model is built; refuses what it cannot take, before any work. */
export async function checkedSamples(
  trainee: Trainee,
  who: string,
  x: unknown,
  y: unknown,
  sampleWeight: unknown,
): Promise<Samples> {
  if (y === undefined) throw new TypeError(`${who}: y is missing.`);
  const { network, compiled, build } = trainee;
  const all = await samples(trainee, who, x, y, sampleWeight);
  build(all.x.map(({ shape }) => shape));
  fitsInput(who, network, all.x);
  const { ports, builtShapes } = network;
  const shapes = shapeList(network.outputShape(ports ? builtShapes! : builtShapes![0]!));
  all.y.forEach((labels, i) => {
    if (labels) labelsInRange(who, compiled.heads[i]!.loss, labels, shapes[i]!);
  });
  return all;
}

/** The samples, each weighing what its class does, where classes have weights. */
export async function weighted(
  who: string,
  samples: Samples,
  classWeight: Readonly<Record<number, number>> | undefined,
): Promise<Samples> {
  if (!classWeight) return samples;
  const [y, ...others] = samples.y;
  if (others.length > 0) throw new Error(`${who}: classWeight needs a model with one output; give sampleWeight.`);
  const { classWeights } = await import('./classWeights.js');
  return { ...samples, weights: [classWeights(who, y!, classWeight, samples.weights[0])] };
}
