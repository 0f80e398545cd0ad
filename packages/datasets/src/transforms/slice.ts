import type { DataArray } from '@tenonjs/contracts';

/**
 * Samples `begin` to `end`, without a copy, counted as by `Array.prototype.slice`: from the end where negative.
 *
 * @param end - Default: to the last.
 * @returns `[end − begin, …]`
 * @example
 * const x = { data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [3, 2] };
 * slice(x, 0, 2).data; // [1, 2, 3, 4]
 */
export function slice<T extends DataArray['data']>(x: DataArray<T>, begin: number, end?: number): DataArray<T> {
  const [samples = 0, ...rest] = x.shape;
  const size = rest.reduce((a, b) => a * b, 1);
  const at = (i: number): number => Math.trunc(i < 0 ? Math.max(0, samples + i) : Math.min(samples, i));
  const [from, to] = [at(begin), at(end ?? samples)];
  const data = x.data.subarray(from * size, Math.max(from, to) * size) as T;
  return { data, shape: [Math.max(0, to - from), ...rest] };
}
