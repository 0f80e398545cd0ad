import type { DataArray } from '@tenonjs/contracts';

type Values = DataArray['data'];

/** What a batch makes of a value: numbers are stacked, all else is listed. */
type Stacked<T> = T extends number | boolean | readonly number[]
  ? DataArray<Float32Array>
  : T extends Values
    ? DataArray<T>
    : T extends DataArray<infer V>
      ? DataArray<V>
      : T[];

type Leaf = number | boolean | string | Date | null | undefined | readonly number[] | Values | DataArray;

/** What a batch makes of a sample: field by field in objects and tuples. */
export type Batched<T> = T extends Leaf ? Stacked<T> : T extends object ? { [K in keyof T]: Stacked<T[K]> } : T[];

const isTyped = (value: unknown): value is Values =>
  value instanceof Float32Array || value instanceof Int32Array || value instanceof Uint8Array;

const isDataArray = (value: unknown): value is DataArray =>
  typeof value === 'object' && value !== null && isTyped((value as DataArray).data) && 'shape' in value;

const isVector = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'number');

/** Stacks samples along a new first axis. */
export function collate<T>(samples: readonly T[], padded?: number): Batched<T> {
  const [first] = samples as readonly unknown[];
  const isRecord =
    typeof first === 'object' &&
    first !== null &&
    !isTyped(first) &&
    !isDataArray(first) &&
    !isVector(first) &&
    !(first instanceof Date);
  if (!isRecord) return stack('', samples, padded) as Batched<T>;
  const fields = Object.keys(first).map((name) => {
    const values = (samples as readonly Readonly<Record<string, unknown>>[]).map((sample) => sample[name]);
    return [name, stack(Array.isArray(first) ? '' : `${name} of `, values, padded)] as const;
  });
  return (Array.isArray(first) ? fields.map(([, value]) => value) : Object.fromEntries(fields)) as Batched<T>;
}

function stack(what: string, values: readonly unknown[], padded: number | undefined): DataArray | unknown[] {
  const arrays: DataArray[] = [];
  for (const value of values) {
    if (isTyped(value)) arrays.push({ data: value, shape: [value.length] });
    else if (isDataArray(value)) arrays.push(value);
    else if (typeof value === 'number' || typeof value === 'boolean')
      arrays.push({ data: Float32Array.of(Number(value)), shape: [] });
    else if (isVector(value)) arrays.push({ data: Float32Array.from(value), shape: [value.length] });
    else return [...values];
  }
  const shape = common(what, arrays, padded);
  const size = shape.reduce((product, n) => product * n, 1);
  const Values = arrays[0]!.data.constructor as Float32ArrayConstructor;
  const data = new Values(arrays.length * size);
  if (padded) data.fill(padded);
  arrays.forEach((array, i) => {
    if (array.data.length === size) data.set(array.data, i * size);
    else place(array, data.subarray(i * size, (i + 1) * size), shape);
  });
  return { data, shape: [arrays.length, ...shape] };
}

/** The shape that holds every sample. */
function common(what: string, arrays: readonly DataArray[], padded: number | undefined): readonly number[] {
  const [{ shape: first }] = arrays as [DataArray];
  let shape = first;
  for (const { shape: other } of arrays) {
    if (other.length === first.length && (padded !== undefined || other.every((n, axis) => n === first[axis]))) {
      if (padded !== undefined) shape = shape.map((n, axis) => Math.max(n, other[axis]!));
    } else {
      const hint = padded === undefined && other.length === first.length ? '; padded: 0 fills them up' : '';
      throw new RangeError(
        `batch: ${what}samples must have one shape, got [${first.join(', ')}] and [${other.join(', ')}]${hint}.`,
      );
    }
  }
  return shape;
}

/** Copies an array into the beginning of each axis of a larger one. */
function place({ data, shape }: DataArray, target: Values, targetShape: readonly number[]): void {
  const run = shape.at(-1)!;
  const runs = run === 0 ? 0 : data.length / run;
  for (let i = 0; i < runs; i++) {
    let [rest, at, stride] = [i, 0, targetShape.at(-1)!];
    for (let axis = shape.length - 2; axis >= 0; axis--) {
      at += (rest % shape[axis]!) * stride;
      rest = Math.floor(rest / shape[axis]!);
      stride *= targetShape[axis]!;
    }
    target.set(data.subarray(i * run, (i + 1) * run), at);
  }
}
