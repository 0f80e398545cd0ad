import type { DataArray } from '@tenonjs/contracts';

/** The number of samples that all arrays have. */
export function sameSamples(who: string, data: Readonly<Record<string, DataArray>>): number {
  const [first, ...others] = Object.entries(data);
  if (!first) throw new RangeError(`${who}: data must hold arrays, got none.`);
  const samples = first[1].shape[0] ?? 0;
  for (const [name, { shape }] of others) {
    if (shape[0] !== samples)
      throw new RangeError(`${who}: ${first[0]} has ${samples} samples but ${name} has ${shape[0]}.`);
  }
  return samples;
}

/** `f` of every array, under the same names. */
export const each = <D extends Readonly<Record<string, DataArray>>>(data: D, f: (array: DataArray) => DataArray): D =>
  Object.fromEntries(Object.entries(data).map(([name, array]) => [name, f(array)])) as D;

/** Sample `i`, without the samples' axis and without a copy. */
export function gatherRow<T extends DataArray['data']>({ data, shape }: DataArray<T>, i: number): DataArray<T> {
  const size = data.length / shape[0]!;
  return { data: data.subarray(i * size, (i + 1) * size) as T, shape: shape.slice(1) };
}
