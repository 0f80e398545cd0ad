import type { DataArray } from '@tenonjs/contracts';
import { type Tensor, tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { type Data, toDataArray } from '../training/data.js';

export type Weights = Readonly<Record<string, Variable>>;

/** The values of weights, on the host. */
export async function readWeights(weights: Readonly<Record<string, Tensor>>): Promise<Record<string, DataArray>> {
  const names = Object.keys(weights);
  const values = await Promise.all(names.map((name) => weights[name]!.data()));
  return Object.fromEntries(
    names.map((name, i) => [name, { data: (values[i] as Float32Array).slice(), shape: weights[name]!.shape }]),
  );
}

/** Sets weights by name; all of them or, where one is missing or has another shape, none. */
export function assignWeights(who: string, weights: Weights, values: Readonly<Record<string, DataArray>>): void {
  for (const [name, weight] of Object.entries(weights)) {
    const value = values[name];
    if (!value)
      throw new RangeError(`${who}: there is no weight ${name}, only ${Object.keys(values).join(', ') || 'none'}.`);
    if (!fits(weight, value)) {
      throw new RangeError(
        `${who}: ${name} must have shape [${weight.shape.join(', ')}], got [${value.shape.join(', ')}].`,
      );
    }
  }
  const unknown = Object.keys(values).find((name) => !(name in weights));
  if (unknown !== undefined)
    throw new RangeError(
      `${who}: the model has no weight ${unknown}, only ${Object.keys(weights).join(', ') || 'none; build it first'}.`,
    );
  tidy(() => {
    for (const [name, weight] of Object.entries(weights)) {
      const { data, shape } = values[name]!;
      weight.assign(tensor(data, [...shape], weight.dtype as 'float32'));
    }
  });
}

export const fits = ({ shape }: Tensor, value: DataArray): boolean =>
  value.shape.length === shape.length && value.shape.every((n, axis) => n === shape[axis]);

/** Sets weights in their order. */
export async function setWeights(weights: Weights, values: readonly Data[]): Promise<void> {
  const names = Object.keys(weights);
  if (values.length !== names.length)
    throw new RangeError(`setWeights: the model has ${names.length} weights, got ${values.length}.`);
  const arrays = await Promise.all(values.map((value, i) => toDataArray('setWeights', names[i]!, value)));
  assignWeights('setWeights', weights, Object.fromEntries(names.map((name, i) => [name, arrays[i]!])));
}
