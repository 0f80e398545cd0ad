import { expectClose } from '@tenonjs/testing';
import {
  add,
  broadcast_util,
  div,
  engine,
  maximum,
  minimum,
  mul,
  softmax,
  squaredDifference,
  sub,
  type Tensor,
  tensor,
  tidy,
  tile,
} from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { random } from '../testing/random.js';
import { broadcast } from './kernel.js';

const operations: [string, (a: Tensor, b: Tensor) => Tensor, (a: number, b: number) => number][] = [
  ['Add', add, (a, b) => a + b],
  ['Sub', sub, (a, b) => a - b],
  ['Multiply', mul, (a, b) => a * b],
  ['RealDiv', div, (a, b) => a / b],
  ['Maximum', maximum, Math.max],
  ['Minimum', minimum, Math.min],
  ['SquaredDifference', squaredDifference, (a, b) => (a - b) ** 2],
];

const shapes: [number[], number[]][] = [
  [[], []],
  [[0], [1]],
  [[0, 3], [3]],
  [[1], [7]],
  [[5], []],
  [
    [3, 7],
    [3, 7],
  ],
  [[3, 7], [7]],
  [
    [3, 7],
    [3, 1],
  ],
  [
    [1, 7],
    [3, 1],
  ],
  [
    [2, 3, 5],
    [2, 1, 5],
  ],
  [
    [2, 1, 5],
    [1, 3, 1],
  ],
  [
    [4, 5, 3, 2],
    [3, 2],
  ],
  [
    [2, 3, 1, 5],
    [2, 1, 4, 1],
  ],
  [
    [2, 1, 3, 1, 2],
    [1, 2, 1, 3, 2],
  ],
  [[4099], [4099]],
  [[600, 130], [130]],
  [
    [600, 130],
    [600, 1],
  ],
];

describe('arithmetic with broadcasting', () => {
  for (const [name, operation, reference] of operations) {
    test(name, () => {
      for (const [of, by] of shapes) {
        for (const [left, right] of [
          [of, by],
          [by, of],
        ] as const) {
          tidy(() => {
            const [a, b] = [random(left, 1), random(right, 2)];
            const shape = broadcast_util.assertAndGetBroadcastShape([...left], [...right]);
            const [p, q] = [a.dataSync(), b.dataSync()];
            const [i, j] = [broadcast(left, shape), broadcast(right, shape)];
            const y = operation(a, b);
            expect(y.shape).toEqual(shape);
            expectClose(
              y,
              Array.from(i, (at, k) => reference(p[at]!, q[j[k]!]!)),
              1e-6,
            );
          });
        }
      }
    });
  }
  test('what is not a number stays so; integers stay integers', () => {
    tidy(() => {
      const x = tensor([Number.NaN, 1, 2, 3, Infinity], [5]);
      expectClose(maximum(x, 2), [Number.NaN, 2, 2, 3, Infinity], 0);
      expectClose(minimum(2, x), [Number.NaN, 1, 2, 2, 2], 0);
      const whole = add(tensor([1, 2], [2], 'int32'), tensor([3], [1], 'int32'));
      expect([whole.dtype, ...whole.dataSync()]).toEqual(['int32', 4, 5]);
    });
  });
});

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const erf = (x: number): number => {
  // Its series, good to 1e-15 where |x| < 4.
  let [sum, term] = [x, x];
  for (let n = 1; n < 120; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return Math.abs(x) < 4 ? (2 / Math.sqrt(Math.PI)) * sum : Math.sign(x);
};
const phi = (x: number): number => (1 + erf(x * Math.SQRT1_2)) / 2;
const bent = (x: number): number => Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3));

/** Activations, and how far values and gradients may be from float64's. */
const activations: [string, object, (x: number) => number][] = [
  ['Gelu', {}, (x) => x * phi(x)],
  ['Gelu', { approximate: true }, (x) => (x / 2) * (1 + bent(x))],
  ['Silu', {}, (x) => x * sigmoid(x)],
  ['Softplus', {}, (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))],
  ['Mish', {}, (x) => x * Math.tanh(Math.log1p(Math.exp(x)))],
];

/** Those whose gradient their output tells: the slope by it. */
const told: [string, (x: number) => number, (y: number) => number][] = [
  ['Elu', (x) => (x > 0 ? x : Math.expm1(x)), (y) => (y > 0 ? 1 : y + 1)],
  ['Sigmoid', sigmoid, (y) => y * (1 - y)],
  ['Tanh', Math.tanh, (y) => 1 - y * y],
  ['Relu', (x) => Math.max(x, 0), (y) => (y > 0 ? 1 : 0)],
];

const run = (name: string, inputs: Record<string, Tensor>, attrs: object = {}): Tensor =>
  engine().runKernel(name, inputs as never, attrs as never) as Tensor;

const sizes = [0, 1, 3, 4, 7, 1000, 4099];
const points = (size: number): Tensor => mul(random([size], 3), 2.5);

describe('activations', () => {
  test.each(activations)('%s %o', (name, attrs, reference) => {
    for (const size of sizes) {
      tidy(() => {
        const [x, dy] = [points(size), random([size], 4)];
        const given = Float64Array.from(x.dataSync());
        expectClose(run(name, { x }, attrs), given.map(reference), 1e-6);
        const slopes = given.map((v, i) => {
          const h = 1e-5;
          return (dy.dataSync()[i]! * (reference(v + h) - reference(v - h))) / (2 * h);
        });
        expectClose(run(`${name}Grad`, { dy, x }, attrs), slopes, 1e-5);
      });
    }
  });
  test.each(told)('%s, its gradient told by its output', (name, reference, slope) => {
    for (const size of sizes) {
      tidy(() => {
        const [x, dy] = [points(size), random([size], 4)];
        const y = run(name, { x });
        expectClose(y, Float64Array.from(x.dataSync(), reference), 1e-6);
        const expected = Float64Array.from(y.dataSync(), (v, i) => dy.dataSync()[i]! * slope(v));
        expectClose(run(`${name}Grad`, { dy, y }), expected, 1e-6);
      });
    }
  });
  test('far from zero', () => {
    tidy(() => {
      const x = tensor([-1e4, -100, -20, 20, 100, 1e4], [6]);
      const dy = tensor([1, 1, 1, 1, 1, 1], [6]);
      for (const [name, attrs] of activations) {
        expectClose(
          run(name, { x }, attrs),
          [0, 0, name === 'Gelu' ? 0 : run(name, { x }, attrs).dataSync()[2]!, 20, 100, 1e4],
          1e-6,
        );
        expectClose(run(`${name}Grad`, { dy, x }, attrs), [0, 0, 0, 1, 1, 1], 1e-6);
      }
    });
  });
});

test('SoftmaxGrad', () => {
  for (const [rows, n] of [
    [0, 4],
    [1, 1],
    [3, 2],
    [5, 7],
    [40, 129],
  ] as const) {
    tidy(() => {
      const [y, dy] = [softmax(random([rows, n], 1)), random([rows, n], 2)];
      const [p, g] = [y.dataSync(), dy.dataSync()];
      const expected = Float64Array.from(p, (v, i) => {
        const from = Math.floor(i / n) * n;
        let mean = 0;
        for (let j = from; j < from + n; j++) mean += p[j]! * g[j]!;
        return v * (g[i]! - mean);
      });
      expectClose(run('SoftmaxGrad', { dy, y }), expected, 1e-6);
    });
  }
});

test('Tile repeats along any axes', () => {
  for (const [shape, reps] of [
    [[3], [1]],
    [[3], [4]],
    [
      [2, 3],
      [2, 1],
    ],
    [
      [2, 3],
      [3, 2],
    ],
    [
      [2, 1, 3],
      [1, 5, 1],
    ],
    [
      [2, 2, 2],
      [2, 1, 3],
    ],
    [
      [2, 0],
      [2, 2],
    ],
    [
      [40, 1, 70],
      [1, 50, 1],
    ],
  ] as const) {
    tidy(() => {
      const x = random(shape, 1);
      const y = tile(x, [...reps]);
      const of = shape.map((size, axis) => size * reps[axis]!);
      expect(y.shape).toEqual(of);
      const from = x.dataSync();
      const expected = Array.from({ length: y.size }, (_, at) => {
        let [rest, index, stride] = [at, 0, 1];
        for (let axis = of.length - 1; axis >= 0; axis--) {
          index += ((rest % of[axis]!) % shape[axis]!) * stride;
          stride *= shape[axis]!;
          rest = Math.floor(rest / of[axis]!);
        }
        return from[index]!;
      });
      expectClose(y, expected, 0);
    });
  }
  tidy(() => {
    const flags = tile(tensor([true, false, true], [3], 'bool'), [2]);
    expect([flags.dtype, ...flags.dataSync()]).toEqual(['bool', 1, 0, 1, 1, 0, 1]);
  });
});
