import { bits } from '@tenonjs/internal';
import { expectClose } from '@tenonjs/testing';
import {
  add,
  clone,
  backend as currentBackend,
  engine,
  logSoftmax,
  memory,
  mul,
  softmax,
  type Tensor,
  tensor,
  tidy,
  unsortedSegmentSum,
} from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { random } from '../testing/random.js';

const run = (name: string, inputs: Record<string, Tensor | undefined>, attrs: object = {}): Tensor[] => {
  const present = Object.fromEntries(Object.entries(inputs).filter(([, x]) => x)) as Record<string, Tensor>;
  const y = engine().runKernel(name, present, attrs as never);
  return (Array.isArray(y) ? y : [y]) as Tensor[];
};

const sizes = [0, 1, 3, 4, 5, 31, 4096, 4099];

/** Runs a step kernel and its formula over each element, in float64. */
function step(
  name: string,
  slots: readonly string[],
  attrs: object,
  formula: (x: Record<string, number>) => Record<string, number>,
): void {
  for (const size of sizes) {
    tidy(() => {
      const inputs: Record<string, Tensor> = Object.fromEntries(
        ['w', 'g', ...slots].map((slot, i) => [slot, random([size], i + 1)]),
      );
      // A mean of squares is larger than the squared mean.
      for (const slot of ['v', 'vhat', 'a']) if (inputs[slot]) inputs[slot] = add(mul(inputs[slot], inputs[slot]), 30);
      const values = Object.fromEntries(Object.entries(inputs).map(([key, x]) => [key, x.dataSync().slice()]));
      const outputs = run(name, inputs, attrs);
      expect(outputs.length).toBe(1 + slots.length);
      const expected = ['w', ...slots].map(() => new Float64Array(size));
      for (let i = 0; i < size; i++) {
        const next = formula(Object.fromEntries(Object.entries(values).map(([key, x]) => [key, x[i]!])));
        ['w', ...slots].forEach((slot, o) => {
          expected[o]![i] = next[slot]!;
        });
      }
      outputs.forEach((y, o) => {
        expectClose(y, expected[o]!, 3e-6);
      });
      for (const [key, x] of Object.entries(inputs)) expectClose(x, values[key]!, 0);
    });
  }
}

describe('optimizer steps', () => {
  test('SgdStep', () => {
    const learningRate = 0.1;
    step('SgdStep', [], { learningRate, momentum: 0, nesterov: false }, ({ w, g }) => ({ w: w! - learningRate * g! }));
    for (const nesterov of [false, true]) {
      step('SgdStep', ['m'], { learningRate, momentum: 0.9, nesterov }, ({ w, g, m }) => {
        const m1 = 0.9 * m! - learningRate * g!;
        return { m: m1, w: w! + (nesterov ? 0.9 * m1 - learningRate * g! : m1) };
      });
    }
  });
  test('AdamStep', () => {
    const attrs = { alpha: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
    for (const slots of [
      ['m', 'v'],
      ['m', 'v', 'vhat'],
    ]) {
      step('AdamStep', slots, attrs, ({ w, g, m, v, vhat }) => {
        const m1 = 0.9 * m! + 0.1 * g!;
        const v1 = 0.999 * v! + 0.001 * g! ** 2;
        const largest = Math.max(vhat ?? 0, v1);
        return {
          m: m1,
          v: v1,
          vhat: largest,
          w: w! - (0.01 * m1) / (Math.sqrt(vhat === undefined ? v1 : largest) + 1e-7),
        };
      });
    }
  });
  test('AdamStep on weights that decay', () => {
    const attrs = { alpha: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, decay: 0.02 };
    step('AdamStep', ['m', 'v'], attrs, ({ w, g, m, v }) => {
      const m1 = 0.9 * m! + 0.1 * g!;
      const v1 = 0.999 * v! + 0.001 * g! ** 2;
      return { m: m1, v: v1, w: w! * 0.98 - (0.01 * m1) / (Math.sqrt(v1) + 1e-7) };
    });
  });
  test('LionStep', () => {
    for (const decay of [0, 0.1]) {
      step('LionStep', ['m'], { learningRate: 0.01, beta1: 0.9, beta2: 0.99, decay }, ({ w, g, m }) => ({
        m: 0.99 * m! + 0.01 * g!,
        w: w! * (1 - decay) - 0.01 * Math.sign(0.9 * m! + 0.1 * g!),
      }));
    }
    tidy(() => {
      const [w, g, m] = [tensor([1, 1, 1, 1], [4]), tensor([0, NaN, 5, -5], [4]), tensor([0, 0, 0, 0], [4])];
      const [w1] = run('LionStep', { w, g, m }, { learningRate: 0.5, beta1: 0.9, beta2: 0.99 });
      expectClose(w1!, [1, NaN, 0.5, 1.5], 0);
    });
  });
  test('RmspropStep', () => {
    for (const slots of [['v'], ['v', 'm'], ['v', 'mg'], ['v', 'm', 'mg']]) {
      const momentum = slots.includes('m') ? 0.8 : 0;
      step('RmspropStep', slots, { learningRate: 0.01, rho: 0.9, momentum, epsilon: 1e-3 }, ({ w, g, v, m, mg }) => {
        const v1 = 0.9 * v! + 0.1 * g! ** 2;
        const mg1 = mg === undefined ? 0 : 0.9 * mg + 0.1 * g!;
        const d = (0.01 * g!) / Math.sqrt(v1 - mg1 ** 2 + 1e-3);
        const m1 = momentum * (m ?? 0) + d;
        return { v: v1, mg: mg1, m: m1, w: w! - m1 };
      });
    }
  });
  test('AdagradStep', () => {
    step('AdagradStep', ['a'], { learningRate: 0.1, epsilon: 1e-7 }, ({ w, g, a }) => ({
      a: a! + g! ** 2,
      w: w! - (0.1 * g!) / Math.sqrt(a! + g! ** 2 + 1e-7),
    }));
  });
  test('inputs that share a buffer stay as they were', () => {
    tidy(() => {
      const w = random([100], 1);
      const twin = clone(w);
      const before = w.dataSync().slice();
      run(
        'AdamStep',
        { w, g: random([100], 2), m: random([100], 3), v: mul(w, w) },
        { alpha: 1, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
      );
      expectClose(twin, before, 0);
    });
  });
});

test('ReluGrad', () => {
  for (const size of sizes) {
    tidy(() => {
      const [dy, y] = [random([size], 1), random([size], 2)];
      const expected = dy.dataSync().map((g, i) => (y.dataSync()[i]! > 0 ? g : 0));
      expectClose(run('ReluGrad', { dy, y })[0]!, expected, 0);
    });
  }
});

test('Dropout has the bits of the generator', () => {
  for (const size of sizes) {
    for (const [rate, seed] of [
      [0.5, 1],
      [0.1, 0xdeadbeef],
      [0, 7],
    ] as const) {
      tidy(() => {
        const x = random([size], 1);
        const expected = x.dataSync().map((v, i) => (bits(seed, i) >= Math.floor(rate * 2 ** 32) ? v / (1 - rate) : 0));
        expectClose(run('Dropout', { x }, { rate, seed })[0]!, expected, 1e-6);
      });
    }
  }
});

describe('softmax', () => {
  const shapes = [
    [1, 1],
    [3, 10],
    [5, 7],
    [2, 4],
    [32, 1000],
    [0, 3],
    [2, 3, 5],
  ];
  for (const shape of shapes) {
    for (const scale of [1, 30]) {
      test(`[${shape.join(', ')}], scale ${scale}`, () => {
        tidy(() => {
          const x = mul(random(shape, 1), scale);
          const xs = x.dataSync();
          const n = shape.at(-1)!;
          const [p, logs] = [new Float64Array(x.size), new Float64Array(x.size)];
          for (let r = 0; r < x.size; r += n) {
            const row = [...xs.slice(r, r + n)];
            const top = Math.max(...row);
            const total = row.reduce((sum, v) => sum + Math.exp(v - top), 0);
            row.forEach((v, i) => {
              logs[r + i] = v - top - Math.log(total);
              p[r + i] = Math.exp(logs[r + i]!);
            });
          }
          expectClose(softmax(x), p, 1e-6);
          expectClose(logSoftmax(x), logs, 1e-6);
          if (shape.length === 2) {
            const rows = shape[0]!;
            const labels = tensor(
              Int32Array.from({ length: rows }, (_, i) => (i * 7) % n),
              [rows],
              'int32',
            );
            const [loss, probabilities] = run('SoftmaxCrossentropy', { logits: x, labels });
            expect(loss!.shape).toEqual([rows]);
            expectClose(
              loss!,
              [...labels.dataSync()].map((label, i) => -logs[i * n + label]!),
              1e-5,
            );
            expectClose(probabilities!, p, 1e-6);
          }
        });
      });
    }
  }
  test('extremes: far apart, infinite, out of range', () => {
    tidy(() => {
      expectClose(softmax(tensor([1000, -1000, 0], [1, 3])), [1, 0, 0]);
      expectClose(logSoftmax(tensor([1000, -1000, 0], [1, 3])), [0, -2000, -1000]);
      expectClose(softmax(tensor([-Infinity, 0, 0, 0, -Infinity], [1, 5])), [0, 1 / 3, 1 / 3, 1 / 3, 0]);
      const [loss] = run('SoftmaxCrossentropy', {
        logits: tensor([1, 2, 3, 4], [2, 2]),
        labels: tensor([2, -1], [2], 'int32'),
      });
      expectClose(loss!, [NaN, NaN]);
    });
  });
});

describe('UnsortedSegmentSum', () => {
  test('rows of any length, ids in any order, those out of range passed over', () => {
    for (const shape of [[6], [6, 1], [6, 5], [6, 3, 4], [6, 0]]) {
      tidy(() => {
        const x = random(shape, 1);
        const ids = [2, 0, 2, -1, 5, 4];
        const n = x.size / 6;
        const expected = new Float64Array(5 * n);
        ids.forEach((id, r) => {
          for (let i = 0; i < n; i++) if (id >= 0 && id < 5) expected[id * n + i]! += x.dataSync()[r * n + i]!;
        });
        const y = unsortedSegmentSum(x, tensor(ids, [6], 'int32') as never, 5);
        expect(y.shape).toEqual([5, ...shape.slice(1)]);
        expectClose(y, expected);
      });
    }
  });
  test('int32', () => {
    tidy(() => {
      const y = unsortedSegmentSum(tensor([1, 2, 3], [3], 'int32'), tensor([1, 1, 0], [3], 'int32') as never, 2);
      expect(y.dtype).toBe('int32');
      expectClose(y, [3, 3]);
    });
  });
});

test('memory is steady over 10,000 steps', () => {
  const backend = currentBackend() as unknown as { wasm: { HEAPU8: Uint8Array } };
  const [xs, ws] = [random([4, 6], 1).dataSync(), random([6, 3], 2).dataSync()];
  const once = (): void => {
    tidy(() => {
      const [x, w] = [tensor(xs, [4, 6]), tensor(ws, [6, 3])];
      const y = engine().runKernel('_FusedMatMul', { a: x, b: w }, {
        transposeA: false,
        transposeB: false,
        activation: 'relu',
      } as never) as Tensor;
      const g = engine().runKernel('BatchMatMul', { a: x, b: y }, {
        transposeA: true,
        transposeB: false,
      } as never) as Tensor;
      run('AdamStep', { w, g, m: w, v: mul(w, w) }, { alpha: 0.1, beta1: 0.9, beta2: 0.9, epsilon: 1e-7 });
    });
  };
  for (let i = 0; i < 20; i++) once();
  const [tensors, heap] = [memory().numTensors, backend.wasm.HEAPU8.length];
  for (let i = 0; i < 10_000; i++) once();
  expect(memory().numTensors).toBe(tensors);
  expect(backend.wasm.HEAPU8.length).toBe(heap);
});
