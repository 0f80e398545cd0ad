import type { DataArray } from '@tenonjs/contracts';

/** Copies the samples of these numbers, in this order. */
export function gather<T extends DataArray>(x: T, samples: ArrayLike<number>): T {
  const size = x.data.length / x.shape[0]!;
  const data = new (x.data.constructor as Float32ArrayConstructor)(samples.length * size);
  for (let i = 0; i < samples.length; i++)
    data.set(x.data.subarray(samples[i]! * size, (samples[i]! + 1) * size), i * size);
  return { ...x, data, shape: [samples.length, ...x.shape.slice(1)] };
}
