import {
  customGrad,
  memory,
  mul,
  type Optimizer,
  type Scalar,
  scalar,
  square,
  sum,
  type Tensor,
  tensor,
  tensor1d,
  tidy,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { backendName } from './backendName.js';
import { expectClose } from './expectClose.js';
import { expectNoLeak } from './expectNoLeak.js';

/** One reference trajectory: a problem below, options, and the weights after some of 100 steps. */
export interface OptimizerCase {
  readonly optimizer: string;
  readonly problem: keyof typeof problems;
  /** The factory's options; a schedule is written `{ initial, factor }`. */
  readonly options: Readonly<Record<string, unknown>> & {
    readonly learningRate: number | { initial: number; factor: number };
  };
  readonly steps: Readonly<Record<string, readonly number[]>>;
  /** The weights for evaluation after the last step, where they are not those in training. */
  readonly evaluated?: readonly number[];
}

export interface TestOptimizerOptions {
  /** The reference trajectories; those of other optimizers are passed over. */
  readonly cases: readonly OptimizerCase[];
  /** Options that are refused, and the whole message. */
  readonly refuses?: readonly (readonly [Readonly<Record<string, unknown>>, string])[];
  /** How far float32 may be from the reference after 100 steps. */
  readonly tolerance?: number;
}

type Evaluating = Optimizer & { swapWeights?(): void };
interface Problem {
  readonly shapes: readonly (readonly number[])[];
  readonly start: readonly (readonly number[])[];
  /** Gradients in doubles, so that float32 is the optimizer's alone. */
  gradient(w: readonly ArrayLike<number>[]): number[][];
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const wave = (n: number, phase: number): number[] => range(n).map((i) => Math.sin(phase + 1.7 * i));
const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** ½ wᵀAw − bᵀw. */
const quadratic: Problem = {
  shapes: [[3]],
  start: [[1, 2, -1.5]],
  gradient: ([w]) => [
    [3 * w![0]! + 0.5 * w![1]! - 1, 0.5 * w![0]! + w![1]! - 0.3 * w![2]! + 1, -0.3 * w![1]! + 0.4 * w![2]! - 0.5],
  ],
};

/** (1 − x)² + 100(y − x²)². */
const rosenbrock: Problem = {
  shapes: [[2]],
  start: [[-1.2, 1]],
  gradient: ([w]) => {
    const [x, y] = [w![0]!, w![1]!];
    return [[2 * (x - 1) - 400 * x * (y - x * x), 200 * (y - x * x)]];
  },
};

/** The mean squared error of tanh(X W₁ + b₁) W₂ + b₂ on 16 samples. */
const network: Problem = {
  shapes: [[3, 4], [4], [4, 2], [2]],
  start: [wave(12, 0.1), wave(4, 0.2), wave(8, 0.4), wave(2, 0.5)],
  gradient: ([w1, b1, w2, b2]) => {
    const [x, y] = [wave(48, 0.3), wave(32, 0.9)];
    const rows = range(16).map((n) => {
      const h = range(4).map((j) => Math.tanh(b1![j]! + total(range(3).map((i) => x[3 * n + i]! * w1![4 * i + j]!))));
      const d = range(2).map((k) => (b2![k]! + total(h.map((h, j) => h * w2![2 * j + k]!)) - y[2 * n + k]!) / 16);
      const e = h.map((h, j) => (1 - h * h) * total(d.map((d, k) => d * w2![2 * j + k]!)));
      return { x: x.slice(3 * n, 3 * n + 3), h, d, e };
    });
    const outer = (a: 'x' | 'h', b: 'd' | 'e'): number[] =>
      rows[0]![a].flatMap((_, i) => rows[0]![b].map((_, j) => total(rows.map((row) => row[a][i]! * row[b][j]!))));
    const column = (b: 'd' | 'e'): number[] => rows[0]![b].map((_, j) => total(rows.map((row) => row[b][j]!)));
    return [outer('x', 'e'), column('e'), outer('h', 'd'), column('d')];
  },
};

const problems: Record<'quadratic' | 'rosenbrock' | 'network', Problem> = { quadratic, rosenbrock, network };

const fresh = ({ shapes, start }: Problem): Variable[] =>
  start.map((values, i) => tidy(() => variable(tensor([...values], [...shapes[i]!], 'float32'))));

const values = (tensors: readonly Tensor[]): number[] => tensors.flatMap((w) => [...w.dataSync()]);

/** Steps `from` to `to`; step k sees its gradient times 1 + sin(k) / 2. */
function train(optimizer: Optimizer, problem: Problem, weights: readonly Variable[], from: number, to: number): void {
  for (let k = from; k < to; k++) {
    tidy(() => {
      const gradients = problem.gradient(weights.map((w) => w.dataSync()));
      optimizer.applyGradients(
        weights.map((w, i) => ({
          name: w.name,
          tensor: tensor(
            gradients[i]!.map((g) => g * (1 + Math.sin(k) / 2)),
            w.shape,
            'float32',
          ),
        })),
      );
    });
  }
}

/** The options of a case, with its schedule made a function; the network's biases do not decay. */
function read({ options, problem }: OptimizerCase): Record<string, unknown> {
  const { learningRate: rate } = options;
  return {
    ...options,
    learningRate: typeof rate === 'number' ? rate : (step: number) => rate.initial * rate.factor ** step,
    excludeFromWeightDecay: (w: Tensor) => problem === 'network' && w.rank < 2,
  };
}

/** Where each step's reads cost ten milliseconds, fewer of them say enough. */
const slow = backendName === 'webgpu';

/** ‖w‖², differentiable without registered gradients. */
const parabola = customGrad((w: any, save: any) => {
  save([w]);
  return { value: sum(square(w)), gradFunc: (dy: any, [w]: any) => mul(dy, mul(2, w)) };
}) as (w: Tensor) => Scalar;

/**
 * What every optimizer must show: it follows its reference on a quadratic, Rosenbrock's function and a network, saves and
 * restores its state to the bit, reads schedules, works in `minimize`, skips what has no gradient, leaks nothing, and
 * refuses what it should.
 *
 * @param name - The factory's name.
 * @param make - The factory.
 */
export function testOptimizer(
  name: string,
  make: (options?: any) => Evaluating,
  { cases, refuses = [], tolerance = 2e-5 }: TestOptimizerOptions,
): void {
  const all = cases.filter(({ optimizer }) => optimizer === name);
  const own = slow ? all.filter(({ problem }, i) => all.findIndex((one) => one.problem === problem) === i) : all;

  describe(`${name} follows its reference`, () => {
    test('which is there', () => expect(own.length).toBeGreaterThan(0));
    test.each(own.map((one) => [one.problem, JSON.stringify(one.options), one] as const))('%s %s', (_p, _o, one) => {
      const problem = problems[one.problem];
      const weights = fresh(problem);
      const optimizer = make(read(one));
      let done = 0;
      for (const [step, expected] of Object.entries(one.steps).slice(0, slow ? 1 : undefined)) {
        train(optimizer, problem, weights, done, Number(step));
        done = Number(step);
        expectClose(values(weights), expected, tolerance);
      }
      if (one.evaluated !== undefined && !slow) {
        const trained = values(weights);
        optimizer.swapWeights!();
        expectClose(values(weights), one.evaluated, tolerance);
        optimizer.swapWeights!();
        expect(values(weights)).toEqual(trained);
      }
      optimizer.dispose();
      for (const w of weights) w.dispose();
    });
  });

  describe(name, () => {
    const everything = {
      learningRate: (step: number) => 0.01 * 0.98 ** step,
      weightDecay: 0.01,
      clipNorm: 0.05,
      useEma: true,
      emaMomentum: 0.9,
      emaOverwriteFrequency: 5,
      gradientAccumulationSteps: 3,
    };

    test.each([
      ['its defaults', {}],
      ['all shared options', everything],
    ])('continues from its saved state to the last bit, with %s', async (_, options) => {
      const [half, end] = slow ? [6, 10] : [50, 100];
      const weights = fresh(network);
      const optimizer = make(options);
      train(optimizer, network, weights, 0, half);
      const state = (await optimizer.getWeights()).map(({ name, tensor: t }) => {
        return { name, data: t.dataSync().slice(), shape: t.shape, dtype: t.dtype };
      });
      const saved = weights.map((w) => w.dataSync().slice());
      expect(state[0]).toMatchObject({ name: 'iter', data: new Int32Array([half]), shape: [], dtype: 'int32' });
      const restore = async (to: Optimizer, variables: Variable[]): Promise<void> => {
        const tensors = state.map(({ name, data, shape, dtype }) => ({ name, tensor: tensor(data, shape, dtype) }));
        await to.setWeights(tensors);
        for (const { tensor } of tensors) tensor.dispose();
        variables.forEach((w, i) => {
          tidy(() => w.assign(tensor(saved[i]!, w.shape)));
        });
      };

      train(optimizer, network, weights, half, end);
      const expected = values(weights);
      const names = (await optimizer.getWeights()).map(({ name }) => name);

      const others = fresh(network);
      const unused = make(options);
      await restore(unused, others);
      expect((await unused.getWeights()).map(({ name }) => name)).toEqual(names);
      train(unused, network, others, half, end);
      expect(values(others)).toEqual(expected);
      expect((await unused.getWeights()).map(({ name }) => name)).toEqual(names);

      const used = make(options);
      const third = fresh(network);
      train(used, network, third, 0, 3);
      await restore(used, third);
      train(used, network, third, half, end);
      expect(values(third)).toEqual(expected);
    });

    test('asks its schedule for step 0, 1, 2 …, and forgets it when the rate is set', () => {
      const [w] = [variable(tensor1d([1, 2]))];
      const optimizer = make({ learningRate: (step: number) => 0.1 / (step + 1) }) as Evaluating & {
        learningRate: number;
      };
      const gradient = [{ name: w.name, tensor: tensor1d([1, 1]) }];
      const rates = range(3).map(() => {
        const rate = optimizer.learningRate;
        optimizer.applyGradients(gradient);
        return rate;
      });
      expect(rates).toEqual([0.1, 0.1 / 2, 0.1 / 3]);
      optimizer.learningRate = 0;
      const before = values([w]);
      optimizer.applyGradients(gradient);
      expectClose(values([w]), before, 1e-6);
      expect(optimizer.learningRate).toBe(0);
    });

    test('lowers a parabola through minimize, and skips what has no gradient', () => {
      const [w, idle] = [variable(tensor1d([1, -2])), variable(tensor1d([3]))];
      const optimizer = make();
      const first = optimizer.minimize(() => parabola(w), true, [w])!.dataSync()[0]!;
      for (let i = 0; i < 10; i++) optimizer.minimize(() => parabola(w), false, [w]);
      expect(parabola(w).dataSync()[0]).toBeLessThan(first);
      optimizer.applyGradients([{ name: idle.name, tensor: null as unknown as Tensor }]);
      expect([...idle.dataSync()]).toEqual([3]);
    });

    test.each([
      ['its defaults', {}],
      ['all shared options', everything],
    ])('leaves its state alone in memory, and nothing when disposed, with %s', async (_, options) => {
      await expectNoLeak(async () => {
        const weights = fresh(network);
        const optimizer = make(options);
        train(optimizer, network, weights, 0, 3);
        const held = memory().numTensors;
        train(optimizer, network, weights, 3, 20);
        const state = await optimizer.getWeights();
        state[0]!.tensor.dispose();
        expect(memory().numTensors).toBe(held);
        const iter = scalar(3, 'int32');
        const other = make(options);
        await other.setWeights([{ name: 'iter', tensor: iter }, ...state.slice(1)]);
        iter.dispose();
        other.dispose();
        optimizer.swapWeights?.();
        optimizer.dispose();
        for (const w of weights) w.dispose();
      });
    });

    test.each(refuses.map(([options, message]) => [JSON.stringify(options), options, message] as const))(
      'refuses %s',
      (_, options, message) => {
        expect(() => make(options)).toThrow(new RangeError(message));
      },
    );
  });
}
