import type { DataArray } from '@tenonjs/contracts';

export type Nested = number | boolean | readonly Nested[];

/** The numbers of nested arrays. Throws where rows are ragged or values no numbers. */
export function fromNested(who: string, what: string, value: readonly Nested[]): DataArray {
  const shape: number[] = [];
  for (let row: Nested | undefined = value; Array.isArray(row); row = row[0]) shape.push(row.length);
  const data = new Float32Array(shape.reduce((product, n) => product * n, 1));
  let at = 0;
  const walk = (row: Nested, depth: number): void => {
    if (Array.isArray(row) ? row.length !== shape[depth] : depth !== shape.length) {
      throw new RangeError(`${who}: ${what} is ragged: its rows must all have shape [${shape.slice(1).join(', ')}].`);
    }
    if (Array.isArray(row)) for (const item of row) walk(item, depth + 1);
    else if (typeof row !== 'number' && typeof row !== 'boolean')
      throw new TypeError(`${who}: ${what} must hold numbers, got ${typeof row}.`);
    else data[at++] = Number(row);
  };
  walk(value, 0);
  return { data, shape };
}
