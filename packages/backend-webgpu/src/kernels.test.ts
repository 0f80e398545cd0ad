import { bits } from '@tenonjs/internal';
import { expectClose, expectNoLeak } from '@tenonjs/testing';
import { cast, engine, type NamedAttrMap, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';

const wave = (n: number, from: number): number[] => Array.from({ length: n }, (_, i) => Math.sin(from + 1.3 * i));
const floats = (values: number[], shape = [values.length]): Tensor => tensor(values, shape, 'float32');
const run = (name: string, inputs: Record<string, Tensor>, attrs: object = {}): Tensor[] =>
  [engine().runKernel(name, inputs, attrs as NamedAttrMap) as Tensor | Tensor[]].flat();

/** Of a size that leaves a workgroup part empty. */
const n = 131;
const [w, g, m] = [wave(n, 0), wave(n, 1), wave(n, 2)];
const v = wave(n, 3).map((x) => x * x);
const mg = wave(n, 3).map((x) => 0.5 * x);
const zip = (f: (i: number) => number): number[] => Array.from({ length: n }, (_, i) => f(i));

async function expectOutputs(outputs: Tensor[], expected: number[][]): Promise<void> {
  expect(outputs.length).toBe(expected.length);
  for (const [i, values] of expected.entries()) expectClose(await outputs[i]!.data(), values);
  for (const output of outputs) output.dispose();
}

describe('optimizer steps follow the formulas of the kernels page', () => {
  test('SgdStep', async () => {
    const a = 0.1;
    const mu = 0.9;
    await expectOutputs(run('SgdStep', { w: floats(w), g: floats(g) }, { learningRate: a }), [
      zip((i) => w[i]! - a * g[i]!),
    ]);
    const m1 = zip((i) => mu * m[i]! - a * g[i]!);
    const inputs = { w: floats(w), g: floats(g), m: floats(m) };
    await expectOutputs(run('SgdStep', inputs, { learningRate: a, momentum: mu }), [zip((i) => w[i]! + m1[i]!), m1]);
    await expectOutputs(run('SgdStep', inputs, { learningRate: a, momentum: mu, nesterov: true }), [
      zip((i) => w[i]! + mu * m1[i]! - a * g[i]!),
      m1,
    ]);
  });

  test('AdamStep, with AMSGrad and decay too', async () => {
    const attrs = { alpha: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-3 };
    const m1 = zip((i) => 0.9 * m[i]! + 0.1 * g[i]!);
    const v1 = zip((i) => 0.99 * v[i]! + 0.01 * g[i]! ** 2);
    const w1 = (by: number[]): number[] => zip((i) => w[i]! - (0.01 * m1[i]!) / (Math.sqrt(by[i]!) + 1e-3));
    const inputs = { w: floats(w), g: floats(g), m: floats(m), v: floats(v) };
    await expectOutputs(run('AdamStep', inputs, attrs), [w1(v1), m1, v1]);
    const decayed = w1(v1).map((value, i) => value - 0.1 * w[i]!);
    await expectOutputs(run('AdamStep', inputs, { ...attrs, decay: 0.1 }), [decayed, m1, v1]);
    const vhat = zip((i) => Math.max(0.5, v1[i]!));
    await expectOutputs(run('AdamStep', { ...inputs, vhat: floats(zip(() => 0.5)) }, attrs), [w1(vhat), m1, v1, vhat]);
  });

  test('RmspropStep: plain, with momentum, centered', async () => {
    const attrs = { learningRate: 0.1, rho: 0.9, epsilon: 1e-2 };
    const v1 = zip((i) => 0.9 * v[i]! + 0.1 * g[i]! ** 2);
    const mg1 = zip((i) => 0.9 * mg[i]! + 0.1 * g[i]!);
    const d = zip((i) => (0.1 * g[i]!) / Math.sqrt(v1[i]! + 1e-2));
    const centered = zip((i) => (0.1 * g[i]!) / Math.sqrt(v1[i]! - mg1[i]! ** 2 + 1e-2));
    const m1 = zip((i) => 0.8 * m[i]! + centered[i]!);
    const inputs = { w: floats(w), g: floats(g), v: floats(v) };
    await expectOutputs(run('RmspropStep', inputs, attrs), [zip((i) => w[i]! - d[i]!), v1]);
    await expectOutputs(run('RmspropStep', { ...inputs, m: floats(m), mg: floats(mg) }, { ...attrs, momentum: 0.8 }), [
      zip((i) => w[i]! - m1[i]!),
      v1,
      m1,
      mg1,
    ]);
  });

  test('AdagradStep', async () => {
    const a1 = zip((i) => v[i]! + g[i]! ** 2);
    await expectOutputs(
      run('AdagradStep', { w: floats(w), g: floats(g), a: floats(v) }, { learningRate: 0.1, epsilon: 1e-3 }),
      [zip((i) => w[i]! - (0.1 * g[i]!) / Math.sqrt(a1[i]! + 1e-3)), a1],
    );
  });
});

test('ReluGrad', () =>
  expectOutputs(run('ReluGrad', { dy: floats(g), y: floats(w) }), [zip((i) => (w[i]! > 0 ? g[i]! : 0))]));

test('Dropout draws the bits of the kernels page', async () => {
  const rate = 0.3;
  const kept = zip((i) => (bits(77, i) >= Math.floor(rate * 2 ** 32) ? w[i]! / (1 - rate) : 0));
  await expectOutputs(run('Dropout', { x: floats(w) }, { rate, seed: 77 }), [kept]);
});

describe('SoftmaxCrossentropy', () => {
  test.each([
    [3, 5],
    [2, 200],
    [70, 2],
  ])('%i rows of %i classes', async (rows, classes) => {
    const logits = wave(rows * classes, 1).map((x) => 3 * x);
    const labels = Array.from({ length: rows }, (_, i) => (7 * i) % classes);
    const row = (i: number): number[] => logits.slice(i * classes, (i + 1) * classes);
    const sums = labels.map((_, i) => row(i).reduce((total, x) => total + Math.exp(x), 0));
    await expectOutputs(
      run('SoftmaxCrossentropy', { logits: floats(logits, [rows, classes]), labels: tensor(labels, [rows], 'int32') }),
      [
        labels.map((label, i) => Math.log(sums[i]!) - row(i)[label]!),
        sums.flatMap((sum, i) => row(i).map((x) => Math.exp(x) / sum)),
      ],
    );
  });

  test('is NaN for a label that is no class, and right at the extremes', async () => {
    const logits = floats([1, 2, 1e4, 1e4, -1e4, 1e4], [3, 2]);
    const [loss, probabilities] = run('SoftmaxCrossentropy', { logits, labels: tensor([2, 0, 0], [3], 'int32') });
    expectClose(await loss!.data(), [Number.NaN, Math.LN2, 2e4]);
    expectClose((await probabilities!.data()).slice(2), [0.5, 0.5, 0, 1]);
  });
});

describe('exponentials and logarithms', () => {
  const at = [-30, -2, -0.05, -1e-6, 0, 1e-6, 0.05, 0.5, 3, 20];
  const positive = at.map(Math.abs).map((x) => x + 1e-3);
  const selu = (x: number): number => 1.0507009873554805 * (x >= 0 ? x : 1.6732632423543772 * Math.expm1(x));
  test.each([
    ['Elu', at, (x: number) => (x < 0 ? Math.expm1(x) : x)],
    ['Exp', at.map((x) => x / 4), Math.exp],
    ['Expm1', at.map((x) => x / 4), Math.expm1],
    ['Log', positive, Math.log],
    ['Log1p', positive, Math.log1p],
    ['Selu', at, selu],
    ['Sigmoid', at, (x: number) => 1 / (1 + Math.exp(-x))],
    ['Softplus', at, (x: number) => Math.log1p(Math.exp(x))],
  ] as const)('%s keeps its digits, and NaN', async (name, xs, f) => {
    const [y] = run(name, { x: floats([...xs, Number.NaN]) });
    const values = [...(await y!.data())];
    expect(values.pop()).toBeNaN();
    // Relative to the value itself: near 0 that is what tfjs's own loses.
    expectClose(
      values.map((value, i) => (f(Math.fround(xs[i]!)) === 0 ? 1 + value : value / f(Math.fround(xs[i]!)))),
      xs.map(() => 1),
      2e-5,
    );
  });
});

describe('Cumsum', () => {
  // Two lengths after each other: tfjs's own sums the second as if it were the first.
  test.each([
    [[2, 5], 1],
    [[2, 3], -1],
    [[3, 2, 2], 1],
    [[4], 0],
  ])('of %j along %i, each way', async (shape, axis) => {
    const x = wave(
      shape.reduce((a, b) => a * b),
      1,
    );
    for (const exclusive of [false, true]) {
      for (const reverse of [false, true]) {
        const at = axis < 0 ? axis + shape.length : axis;
        const inner = shape.slice(at + 1).reduce((a, b) => a * b, 1);
        const place = (i: number): number => Math.floor(i / inner) % shape[at]!;
        const sums = x.map((_, i) =>
          x.reduce((sum, value, j) => {
            const [a, b] = reverse ? [i, j] : [j, i];
            const sameRow = j - place(j) * inner === i - place(i) * inner;
            return sameRow && (place(a) < place(b) || (!exclusive && i === j)) ? sum + value : sum;
          }, 0),
        );
        await expectOutputs(run('Cumsum', { x: floats(x, shape) }, { axis, exclusive, reverse }), [sums]);
      }
    }
  });
});

test('what tfjs cast by its word alone is read as it is stored', async () => {
  const x = cast(tensor([1, 0, 1], [3], 'bool'), 'float32');
  await expectOutputs(run('Cumsum', { x }, { axis: 0 }), [[1, 1, 2]]);
});

test('an empty tensor is no work', async () => {
  const [y] = run('ReluGrad', { dy: floats([], [0, 3]), y: floats([], [0, 3]) });
  expect(y!.shape).toEqual([0, 3]);
  expect([...(await y!.data())]).toEqual([]);
});

test('more workgroups than a row of them holds', async () => {
  const size = 65_536 * 64 + 5;
  const x = tensor(new Float32Array(size).fill(2), [size]);
  const [y] = run('ReluGrad', { dy: x, y: x });
  const values = await y!.data();
  expect(values.every((value) => value === 2)).toBe(true);
  x.dispose();
  y!.dispose();
});

test('nothing is left behind', () =>
  expectNoLeak(() => {
    const x = floats(w);
    for (const y of run('Dropout', { x }, { rate: 0.5, seed: 1 })) y.dispose();
    x.dispose();
  }));
