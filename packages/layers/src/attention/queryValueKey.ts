import type { Shape } from '@tenonjs/contracts';
import { rank } from '@tenonjs/internal';

const axes = ['batch', 'time', 'features'];

/** Refuses what is not `[query, value]` or `[query, value, key]` of three axes each, with one batch, value and key one time. */
export function checkQueryValueKey(who: string, shapes: readonly Shape[]): void {
  const count = Array.isArray(shapes[0]) ? shapes.length : 1;
  if (count < 2 || count > 3) {
    throw new RangeError(
      `${who}: input must be [query, value] or [query, value, key], got ${count} ${count === 1 ? 'tensor' : 'tensors'}.`,
    );
  }
  const differ = (a: number | null | undefined, b: number | null | undefined): boolean =>
    a != null && b != null && a !== b;
  const [query, value, key = value!] = shapes as [Shape, Shape, Shape?];
  for (const [name, shape] of Object.entries({ query, value, key })) {
    rank(who, name, shape, axes);
    if (differ(shape[0], query[0])) {
      throw new RangeError(`${who}: query has ${query[0]} samples but ${name} has ${shape[0]}.`);
    }
  }
  if (differ(key[1], value[1])) throw new RangeError(`${who}: value has ${value[1]} time steps but key has ${key[1]}.`);
}
