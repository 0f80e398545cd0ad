import { memory, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { attentionKernels } from './attentionKernels.js';
import { expectClose } from './expectClose.js';
import { bits, floats, run, wave } from './kernelRuns.js';
import { normalizationKernels } from './normalizationKernels.js';
import { recurrentKernels } from './recurrentKernels.js';

/** Of a size that leaves a workgroup, and a texel, part empty. */
const n = 131;
const [w, g, m] = [wave(n, 0), wave(n, 1), wave(n, 2)];
const v = wave(n, 3).map((x) => x * x);
const mg = wave(n, 3).map((x) => 0.5 * x);
const zip = (f: (i: number) => number): number[] => Array.from({ length: n }, (_, i) => f(i));

/** What a kernel gives, and that it leaves nothing else. */
async function expectOutputs(
  name: string,
  inputs: Record<string, Tensor>,
  attrs: object,
  expected: readonly (readonly number[])[],
): Promise<void> {
  const before = memory().numTensors;
  const outputs = run(name, inputs, attrs);
  expect(outputs.length).toBe(expected.length);
  expect(memory().numTensors).toBe(before + outputs.length);
  for (const [i, values] of expected.entries()) expectClose(await outputs[i]!.data(), values);
  for (const tensor of [...outputs, ...Object.values(inputs)]) tensor.dispose();
}

/** As many elements in the shapes that weights have. */
const shapes = [[n], [1, n], [n, 1], [5, 3], [3, 3, 2, 5], [2, 3, 2, 3, 2]];

const tests: Readonly<Record<string, () => void>> = {
  SgdStep: () => {
    const a = 0.1;
    const mu = 0.9;
    const m1 = zip((i) => mu * m[i]! - a * g[i]!);
    test.each([
      ['plain', {}, [zip((i) => w[i]! - a * g[i]!)]],
      ['with momentum', { momentum: mu }, [zip((i) => w[i]! + m1[i]!), m1]],
      ['with Nesterov’s', { momentum: mu, nesterov: true }, [zip((i) => w[i]! + mu * m1[i]! - a * g[i]!), m1]],
    ] as const)('SgdStep, %s', (_, options, expected) =>
      expectOutputs(
        'SgdStep',
        { w: floats(w), g: floats(g), ...('momentum' in options && { m: floats(m) }) },
        { learningRate: a, ...options },
        expected,
      ),
    );
  },
  AdamStep: () => {
    const attrs = { alpha: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-3 };
    const m1 = zip((i) => 0.9 * m[i]! + 0.1 * g[i]!);
    const v1 = zip((i) => 0.99 * v[i]! + 0.01 * g[i]! ** 2);
    const w1 = (by: number[]): number[] => zip((i) => w[i]! - (0.01 * m1[i]!) / (Math.sqrt(by[i]!) + 1e-3));
    const inputs = () => ({ w: floats(w), g: floats(g), m: floats(m), v: floats(v) });
    test('AdamStep', () => expectOutputs('AdamStep', inputs(), attrs, [w1(v1), m1, v1]));
    test('AdamStep with decay', () =>
      expectOutputs('AdamStep', inputs(), { ...attrs, decay: 0.1 }, [
        w1(v1).map((value, i) => value - 0.1 * w[i]!),
        m1,
        v1,
      ]));
    test('AdamStep with AMSGrad', () => {
      const vhat = zip((i) => Math.max(0.5, v1[i]!));
      const given = { ...inputs(), vhat: floats(zip(() => 0.5)) };
      return expectOutputs('AdamStep', given, attrs, [w1(vhat), m1, v1, vhat]);
    });
    test.each(shapes)('AdamStep of shape %j …', (...shape) => {
      const size = shape.reduce((a, b) => a * b, 1);
      const of = (values: number[]): number[] => values.slice(0, size);
      const given = Object.fromEntries(
        Object.entries({ w, g, m, v }).map(([name, values]) => [name, floats(of(values), shape)]),
      );
      return expectOutputs('AdamStep', given, attrs, [of(w1(v1)), of(m1), of(v1)]);
    });
  },
  LionStep: () => {
    const attrs = { learningRate: 0.1, beta1: 0.9, beta2: 0.99 };
    const w1 = (keep: number): number[] => zip((i) => keep * w[i]! - 0.1 * Math.sign(0.9 * m[i]! + 0.1 * g[i]!));
    const m1 = zip((i) => 0.99 * m[i]! + 0.01 * g[i]!);
    test.each([0, 0.2])('LionStep with decay %d', (decay) =>
      expectOutputs('LionStep', { w: floats(w), g: floats(g), m: floats(m) }, { ...attrs, decay }, [w1(1 - decay), m1]),
    );
  },
  RmspropStep: () => {
    const attrs = { learningRate: 0.1, rho: 0.9, epsilon: 1e-2 };
    const v1 = zip((i) => 0.9 * v[i]! + 0.1 * g[i]! ** 2);
    const mg1 = zip((i) => 0.9 * mg[i]! + 0.1 * g[i]!);
    const d = zip((i) => (0.1 * g[i]!) / Math.sqrt(v1[i]! + 1e-2));
    const centered = zip((i) => (0.1 * g[i]!) / Math.sqrt(v1[i]! - mg1[i]! ** 2 + 1e-2));
    const m1 = zip((i) => 0.8 * m[i]! + centered[i]!);
    const inputs = () => ({ w: floats(w), g: floats(g), v: floats(v) });
    test('RmspropStep', () => expectOutputs('RmspropStep', inputs(), attrs, [zip((i) => w[i]! - d[i]!), v1]));
    test('RmspropStep with momentum, centered', () =>
      expectOutputs('RmspropStep', { ...inputs(), m: floats(m), mg: floats(mg) }, { ...attrs, momentum: 0.8 }, [
        zip((i) => w[i]! - m1[i]!),
        v1,
        m1,
        mg1,
      ]));
  },
  AdagradStep: () => {
    const a1 = zip((i) => v[i]! + g[i]! ** 2);
    test('AdagradStep', () =>
      expectOutputs('AdagradStep', { w: floats(w), g: floats(g), a: floats(v) }, { learningRate: 0.1, epsilon: 1e-3 }, [
        zip((i) => w[i]! - (0.1 * g[i]!) / Math.sqrt(a1[i]! + 1e-3)),
        a1,
      ]));
  },
  ReluGrad: () => {
    test('ReluGrad', () =>
      expectOutputs('ReluGrad', { dy: floats(g), y: floats(w) }, {}, [zip((i) => (w[i]! > 0 ? g[i]! : 0))]));
    test('ReluGrad of an empty tensor is no work', () =>
      expectOutputs('ReluGrad', { dy: floats([], [0, 3]), y: floats([], [0, 3]) }, {}, [[]]));
  },
  Dropout: () => {
    test.each([[[n]], [[5, 7]], [[2, 3, 5]]])('Dropout of shape %j draws the bits of the kernels page', (shape) => {
      const rate = 0.3;
      const x = w.slice(
        0,
        shape.reduce((a, b) => a * b, 1),
      );
      const kept = x.map((value, i) => (bits(77, i) >= Math.floor(rate * 2 ** 32) ? value / (1 - rate) : 0));
      return expectOutputs('Dropout', { x: floats(x, shape) }, { rate, seed: 77 }, [kept]);
    });
  },
  SoftmaxCrossentropy: () => {
    test.each([
      [3, 5],
      [2, 200],
      [70, 2],
    ])('SoftmaxCrossentropy of %i rows of %i classes', (rows, classes) => {
      const logits = wave(rows * classes, 1).map((x) => 3 * x);
      const labels = Array.from({ length: rows }, (_, i) => (7 * i) % classes);
      const row = (i: number): number[] => logits.slice(i * classes, (i + 1) * classes);
      const sums = labels.map((_, i) => row(i).reduce((total, x) => total + Math.exp(x), 0));
      return expectOutputs(
        'SoftmaxCrossentropy',
        { logits: floats(logits, [rows, classes]), labels: tensor(labels, [rows], 'int32') },
        {},
        [
          labels.map((label, i) => Math.log(sums[i]!) - row(i)[label]!),
          sums.flatMap((sum, i) => row(i).map((x) => Math.exp(x) / sum)),
        ],
      );
    });
    test('SoftmaxCrossentropy is NaN for a label that is no class, and right at the extremes', async () => {
      const logits = floats([1, 2, 1e4, 1e4, -1e4, 1e4], [3, 2]);
      const [loss, probabilities] = run('SoftmaxCrossentropy', { logits, labels: tensor([2, 0, 0], [3], 'int32') });
      expectClose(await loss!.data(), [Number.NaN, Math.LN2, 2e4]);
      expectClose((await probabilities!.data()).slice(2), [0.5, 0.5, 0, 1]);
    });
  },
};

const families = { ...tests, ...attentionKernels, ...normalizationKernels, ...recurrentKernels };

const points = [-30, -2, -0.05, -1e-6, 0, 1e-6, 0.05, 0.5, 3, 20];
const quarters = points.map((x) => x / 4);
const positive = points.map(Math.abs).map((x) => x + 1e-3);
const selu = (x: number): number => 1.0507009873554805 * (x >= 0 ? x : 1.6732632423543772 * Math.expm1(x));
const unary: Readonly<Record<string, readonly [readonly number[], (x: number) => number]>> = {
  Elu: [points, (x) => (x < 0 ? Math.expm1(x) : x)],
  Exp: [quarters, Math.exp],
  Expm1: [quarters, Math.expm1],
  Log: [positive, Math.log],
  Log1p: [positive, Math.log1p],
  Selu: [points, selu],
  Sigmoid: [points, (x) => 1 / (1 + Math.exp(-x))],
  Softplus: [points, (x) => Math.log1p(Math.exp(x))],
};

/** Asks of the active backend's kernels of these names that they follow the kernels page, keep NaN and leave nothing behind. */
export function testKernels(names: readonly string[]): void {
  describe('kernels', () => {
    for (const name of names) {
      families[name]?.();
      if (!unary[name]) continue;
      const [xs, f] = unary[name];
      test(`${name} keeps its digits, and NaN`, async () => {
        const x = floats([...xs, Number.NaN]);
        const [y] = run(name, { x });
        const values = [...(await y!.data())];
        expect(values.pop()).toBeNaN();
        // Relative to the value itself: near 0 that is what tfjs's own loses.
        expectClose(
          values.map((value, i) => (f(Math.fround(xs[i]!)) === 0 ? 1 + value : value / f(Math.fround(xs[i]!)))),
          xs.map(() => 1),
          2e-5,
        );
        x.dispose();
        y!.dispose();
      });
    }
  });
}
