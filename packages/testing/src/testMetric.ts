import type { Metric } from '@tenonjs/contracts';
import { memory, type Tensor, tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectClose } from './expectClose.js';
import { expectNoLeak } from './expectNoLeak.js';
import { readFixture } from './fixture.js';

interface Values {
  readonly shape: readonly number[];
  readonly data: readonly number[];
  readonly dtype?: 'float32' | 'int32';
}

/** One row of the fixture: what goes in, all of it, and the value in float64. */
interface MetricCase {
  readonly metric: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly yTrue: Values;
  readonly yPred: Values;
  readonly weights?: Values;
  readonly value: number | readonly number[];
}

/** A contract's metric, or one whose value is more than a number. */
type AnyMetric = Omit<Metric, 'result'> & { result(): Tensor };

export interface TestMetricOptions {
  /** Options that are refused, and the whole message. */
  readonly refused?: readonly (readonly [options: any, message: string])[];
  /** Shapes that `update` refuses, under the options of the first case, and the whole message. */
  readonly refusedShapes?: readonly (readonly [
    shapes: { readonly yTrue: number[]; readonly yPred: number[]; readonly weights?: number[] },
    message: string,
  ])[];
  /** Relative, beyond 1 absolute. Default 1e-5. */
  readonly tolerance?: number;
  /** The value before any update. Default 0. */
  readonly empty?: number | readonly number[];
}

/**
 * Asks of a metric: the values of `../fixtures/metrics.json` (its cases are those with the metric's name); the same values
 * when the data comes in random uneven batches; that a weight of k counts as k samples; that reset forgets; that updates
 * outlive a tidy; its name; refusals; tensors left behind.
 *
 * @param base - `import.meta.url` of the metric's test.
 * @param make - The factory, whose default name is `name`.
 */
export function testMetric(
  base: string,
  name: string,
  make: (options?: any) => AnyMetric,
  { refused = [], refusedShapes = [], tolerance = 1e-5, empty = 0 }: TestMetricOptions = {},
): void {
  const cases = readFixture<MetricCase>(base, '../fixtures/metrics.json').cases.filter(({ metric }) => metric === name);
  const label = ({ options, yPred, weights }: MetricCase): string =>
    `${JSON.stringify(options)} [${yPred.shape}]${weights ? ` weights [${weights.shape}]` : ''}`;
  const every = cases.map((of) => [label(of), of] as const);
  const read = (metric: AnyMetric): number[] => tidy(() => [...metric.result().dataSync()]);
  const numbers = (value: number | readonly number[]): readonly number[] =>
    typeof value === 'number' ? [value] : value;

  test(`${name}: has reference values`, () => expect(cases.length).toBeGreaterThan(0));

  test.each(every)(`${name} %s: the reference's value, all at once`, (_, of) => {
    const metric = make(of.options);
    feed(metric, of);
    expectClose(read(metric), numbers(of.value), tolerance);
    if (typeof of.value === 'number') expect(tidy(() => metric.result().shape)).toEqual([]);
    metric.dispose();
  });

  test.each(every)(`${name} %s: the same in batches of any size`, (_, of) => {
    const samples = of.yPred.shape[0]!;
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: samples - 1 }), { maxLength: 9 }), (cuts) => {
        const ends = [...cuts.sort((a, b) => a - b), samples];
        const metric = make(of.options);
        ends.forEach((end, i) => {
          feed(metric, of, range(ends[i - 1] ?? 0, end));
        });
        expectClose(read(metric), numbers(of.value), tolerance);
        metric.dispose();
      }),
      { numRuns: 12, seed: 1 },
    );
  });

  test.each(every)(`${name} %s: a weight of k is k samples`, (_, of) => {
    const samples = of.yPred.shape[0]!;
    // One period of weights over the batch and, where there are two, another over the next axis would hide nothing more.
    const counts = range(0, samples).map((i) => (i * 7 + 3) % 4);
    const [weighted, repeated] = [make(of.options), make(of.options)];
    feed(weighted, { ...of, weights: { shape: [samples], data: counts } });
    feed(
      repeated,
      unweighted(of),
      counts.flatMap((count, i) => Array<number>(count).fill(i)),
    );
    expectClose(read(weighted), read(repeated), tolerance);
    weighted.dispose();
    repeated.dispose();
  });

  test(`${name}: reset forgets, and its value is then ${empty}`, () => {
    const [of] = cases as [MetricCase];
    const metric = make(of.options);
    expectClose(read(metric), numbers(empty));
    feed(metric, of);
    metric.reset();
    expectClose(read(metric), numbers(empty));
    feed(metric, of);
    expectClose(read(metric), numbers(of.value), tolerance);
    metric.dispose();
  });

  test.each(every)(`${name} %s: leaves its results and nothing else; updates outlive a tidy`, async (_, of) => {
    await expectNoLeak(() => {
      const metric = make(of.options);
      const given = [tensorOf(of.yTrue), tensorOf(of.yPred), ...(of.weights ? [tensorOf(of.weights)] : [])];
      tidy(() => metric.update(...(given as [Tensor, Tensor])));
      for (let i = 0; i < 4; i++) metric.update(...(given as [Tensor, Tensor]));
      const before = memory().numTensors;
      const results = [metric.result(), metric.result()];
      expect(memory().numTensors - before, 'a result each').toBe(2);
      results[0]!.dispose();
      expectClose(read(metric), results[1]!);
      results[1]!.dispose();
      expect(given.some((tensor) => tensor.isDisposed)).toBe(false);
      for (const tensor of given) tensor.dispose();
      metric.dispose();
    });
  });

  test(`${name}: has its own name, or the one given`, () => {
    const { options } = cases[0]!;
    expect(make(options).name).toBe(name);
    expect(make({ ...options, name: 'other' }).name).toBe('other');
  });

  test.each(refused)(`${name} refuses %o`, (options, message) => {
    expect(() => make(options)).toThrow(new RangeError(message));
  });

  test.each(refusedShapes)(`${name} refuses shapes %o, and goes on`, ({ yTrue, yPred, weights }, message) => {
    const [of] = cases as [MetricCase];
    const metric = make(of.options);
    feed(metric, of);
    const update = (): void =>
      tidy(() => metric.update(zeros(yTrue), zeros(yPred), ...(weights ? [zeros(weights)] : [])));
    expect(update).toThrow(new RangeError(message));
    expectClose(read(metric), numbers(of.value), tolerance);
    metric.dispose();
  });
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

const unweighted = ({ weights: _, ...rest }: MetricCase): MetricCase => rest;

function tensorOf({ shape, data, dtype = 'float32' }: Values, samples = range(0, shape[0]!)): Tensor {
  const size = data.length / shape[0]!;
  const rows = samples.flatMap((i) => data.slice(i * size, (i + 1) * size));
  return tensor(rows, [samples.length, ...shape.slice(1)], dtype);
}

/** Updates a metric with some of a case's samples. */
function feed(metric: AnyMetric, { yTrue, yPred, weights }: MetricCase, samples?: number[]): void {
  tidy(() => {
    metric.update(tensorOf(yTrue, samples), tensorOf(yPred, samples), ...(weights ? [tensorOf(weights, samples)] : []));
  });
}
