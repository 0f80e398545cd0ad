import { relu, softmax } from '@tenonjs/activations';
import { primitive } from '@tenonjs/internal';
import { add, dense, dropout, embedding, l2 } from '@tenonjs/layers';
import { meanSquaredError, sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { accuracy } from '@tenonjs/metrics';
import { adam, sgd } from '@tenonjs/optimizers';
import { expectClose, expectNoLeak } from '@tenonjs/testing';
import { matMul, mul, scalar, sum, type Tensor, tensor2d, variable, zeros } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { blobs, inMemory, still } from '../../testing/blobs.js';
import { apply } from '../graph/apply.js';
import { graph } from '../graph/graph.js';
import { input } from '../graph/input.js';
import { sequential } from '../sequential.js';
import { load } from '../serialization/load.js';
import { custom } from './custom.js';

const quiet = { verbose: 0 } as const;
const numbers = (x: Tensor): number[] => Array.from(x.dataSync());

/** A residual classifier, its call written by hand. */
const residual = ({ units = 8, ...rest }: { units?: number; seed?: number; name?: string } = {}) =>
  custom({
    type: 'residual',
    config: { units },
    layers: {
      first: dense({ units, activation: relu }),
      second: dense({ units, activation: relu, kernelRegularizer: l2({ l2: 1e-4 }) }),
      sum: add(),
      drop: dropout({ rate: 0.1 }),
      classes: dense({ units: 3, activation: softmax }),
    },
    call: (x, { first, second, sum, drop, classes }) => {
      const h = first(x);
      return classes(drop(sum([h, second(h)])));
    },
    ...rest,
  });

/** x · kernel, without a layer. */
const product = (x: Tensor, kernel: Tensor): Tensor =>
  primitive({ x, kernel }, () => ({
    value: matMul(x, kernel),
    keep: [x, kernel],
    gradient: (dy, [x, kernel]) => ({
      x: () => matMul(dy, kernel!, false, true),
      kernel: () => matMul(x!, dy, true),
    }),
  }));

describe('custom', () => {
  test('trains layers called by hand, with the same losses for the same seed', async () => {
    const { x, y } = blobs();
    const train = async (seed: number) => {
      const model = residual({ seed });
      model.compile({
        optimizer: adam({ learningRate: 0.03 }),
        loss: sparseCategoricalCrossentropy,
        metrics: [accuracy()],
      });
      const { history } = await model.fit(x, y, { ...quiet, epochs: 12, batchSize: 16, validationSplit: 0.2 });
      model.dispose();
      return history;
    };
    const history = await train(1);
    expect(history.val_accuracy!.at(-1)).toBeGreaterThan(0.9);
    expect((await train(1)).loss).toEqual(history.loss);
    expect((await train(2)).loss).not.toEqual(history.loss);
  });

  test('trains variables of one’s own with any function', async () => {
    const model = custom({
      weights: { kernel: variable(zeros([2, 1])) },
      call: (x, { kernel }) => product(x, kernel),
    });
    model.compile({ optimizer: sgd({ learningRate: 0.05 }), loss: meanSquaredError });
    await model.fit(
      [
        [1, 2],
        [3, 1],
        [0, 1],
        [2, 2],
      ],
      [[4], [5], [1], [6]],
      { ...quiet, epochs: 1 },
    );
    // By hand: dL/dk = 2/4 Σ x (0 − y) = −[15.5, 13] / … with x·y sums 31 and 26.
    expectClose(numbers(model.weights['weights/kernel']!), [0.05 * 0.5 * 31, 0.05 * 0.5 * 26], 1e-5);
    model.dispose();
  });

  test('has inputs and outputs by name, and losses of its own', async () => {
    const model = custom({
      inputs: ['a', 'b'],
      outputs: ['sum', 'scaled'],
      layers: { join: add() },
      weights: { scale: variable(scalar(2)) },
      call: ({ a, b }, { join, scale }, { addLoss }) => {
        const both = join([a, b]);
        addLoss?.(sum(scale));
        return {
          sum: both,
          scaled: primitive({ both, scale }, () => ({
            value: mul(both, scale),
            keep: [both],
            gradient: (dy, [both]) => ({ scale: () => sum(mul(dy, both!)), both: () => mul(dy, 2) }),
          })),
        };
      },
    });
    model.compile({ optimizer: still, loss: { sum: meanSquaredError, scaled: null } });
    const [x, y] = [
      { a: [[1]], b: [[3]] },
      { sum: [[1]], scaled: [[0]] },
    ];
    const logs = await model.evaluate(x, y);
    expect(logs).toEqual({ loss: 9 + 2, sum_loss: 9 });
    const { sum: total, scaled } = await model.predict(x);
    expect([numbers(total), numbers(scaled)]).toEqual([[4], [8]]);
    for (const owned of [total, scaled, model]) owned.dispose();
  });

  test('masks go from layer to layer', async () => {
    const last = custom({
      layers: { words: embedding({ inputDim: 4, outputDim: 2, maskZero: true }), project: dense({ units: 1 }) },
      call: (x, { words, project }) => project(words(x)),
      inputShape: [null],
      seed: 1,
    });
    last.compile({ optimizer: still, loss: meanSquaredError });
    const whole = await last.evaluate([[1, 2, 0]], [[[1], [1], [9]]]);
    const part = await last.evaluate([[1, 2]], [[[1], [1]]]);
    expectClose(whole.loss!, part.loss!, 1e-6);
    last.dispose();
  });

  test('is a layer of other models', async () => {
    const { x, y } = blobs(30);
    const a = input({ shape: [2] });
    const models = [
      sequential([residual({ name: 'inner' }), dense({ units: 3, activation: softmax })], { seed: 1 }),
      graph({
        inputs: a,
        outputs: apply(dense({ units: 3, activation: softmax }), apply(residual({ seed: 2 }), a)),
        seed: 1,
      }),
    ];
    for (const model of models) {
      model.compile({ optimizer: adam({ learningRate: 0.03 }), loss: sparseCategoricalCrossentropy });
      const { history } = await model.fit(x, y, { ...quiet, epochs: 10 });
      expect(history.loss!.at(-1)).toBeLessThan(history.loss![0]!);
      model.dispose();
    }
  });

  test('saved by the name of its factory and loaded, it predicts the same', async () => {
    const { x } = blobs(6);
    const model = residual({ units: 5, seed: 3 });
    model.build([null, 2]);
    const storage = inMemory();
    await model.save(storage);
    const again = await load(storage, { residual, dense });
    const [a, b] = [await model.predict(x), await again.predict(x)];
    expectClose(b, numbers(a), 0);
    expect(again.countParams()).toBe(2 * 5 + 5 + 30 + 18);
    for (const owned of [a, b, model, again]) owned.dispose();
    const nameless = custom({ layers: { out: dense({ units: 1 }) }, call: (x, { out }) => out(x), inputShape: [1] });
    await expect(nameless.save(storage)).rejects.toThrow(
      "save: custom's call is a function without a name to save it by; give it a type, or save the weights alone with saveWeights.",
    );
    await nameless.saveWeights(storage);
    await nameless.loadWeights(storage);
    nameless.dispose();
  });

  test('its summary shows the layers as they are called', () => {
    const model = residual();
    model.build([null, 2]);
    let text = '';
    model.summary({
      printFn: (printed) => {
        text = printed;
      },
    });
    expect(text).toContain('│ classes (dense) │ [null, 3]    │      27 │');
    expect(text).toContain('Total params: 123 ');
    model.dispose();
  });

  test('nothing leaks', async () => {
    const { x, y } = blobs(20);
    const run = async (): Promise<void> => {
      const model = residual();
      model.compile({ optimizer: adam(), loss: sparseCategoricalCrossentropy });
      await model.fit(x, y, quiet);
      await expectNoLeak(() => model.fit(x, y, quiet));
      const points = tensor2d([[1, 2]]);
      await expectNoLeak(() => model.predictOnBatch(points).dispose());
      points.dispose();
      model.dispose();
    };
    await run();
    await expectNoLeak(run);
  });

  test('refuses what cannot be', () => {
    expect(() => custom({ call: 'relu' as never })).toThrow('custom: call must be a function, got string.');
    const model = custom({ outputs: ['a', 'b'], call: (x) => ({ a: x }) as never, name: 'half' });
    const x = tensor2d([[1]]);
    expect(() => model.call(x)).toThrow('half: what call gives lacks the output "b".');
    x.dispose();
  });
});
