import { expectClose } from '@tenonjs/testing';
import { mul, scalar, sign, sub, type Tensor, tensor1d, tensor2d, variable, zeros } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { adam } from './adam.js';
import { optimizer } from './optimizer.js';
import { scheduleFreeAdamW } from './scheduleFreeAdamW.js';
import { sgd } from './sgd.js';

const numbers = (t: Tensor): number[] => [...t.dataSync()];

test('a rule may give back what it was given', () => {
  const w = variable(tensor1d([1, 2]));
  const still = optimizer('still', { learningRate: 1 }, { slots: (w) => ({ s: w }), rule: ({ w, s }) => ({ w, s }) });
  for (let i = 0; i < 3; i++) still.applyGradients({ [w.name]: tensor1d([1, 1]) });
  expectClose(w, [1, 2]);
});

test('weights decay before the step, but those excluded', () => {
  const [kernel, bias] = [variable(tensor2d([[1, 2]])), variable(tensor1d([1]))];
  const options = { learningRate: 0.1, weightDecay: 0.5, excludeFromWeightDecay: (w: Tensor) => w.rank < 2 };
  sgd(options).applyGradients({ [kernel.name]: zeros([1, 2]), [bias.name]: zeros([1]) });
  expectClose(kernel, [0.95, 1.9]);
  expectClose(bias, [1]);
});

describe('clipping', () => {
  const step = (options: object, ...gradients: number[][]): number[][] => {
    const weights = gradients.map((g) => variable(zeros([g.length])));
    sgd({ learningRate: 1, ...options }).applyGradients(
      weights.map((w, i) => ({ name: w.name, tensor: tensor1d(gradients[i]!) })),
    );
    return weights.map(numbers);
  };
  test('clipNorm shortens each gradient by itself', () => {
    const [long, short, none] = step({ clipNorm: 1 }, [3, 4], [0.3, 0.4], [0, 0]);
    expectClose(long!, [-0.6, -0.8]);
    expectClose(short!, [-0.3, -0.4]);
    expectClose(none!, [0, 0]);
  });
  test('globalClipNorm shortens all by the same factor', () => {
    const [a, b] = step({ globalClipNorm: 1 }, [3], [4]);
    expectClose(a!, [-0.6]);
    expectClose(b!, [-0.8]);
    expectClose(step({ globalClipNorm: 1 }, [0.3], [0.4])[0]!, [-0.3]);
    expectClose(step({ globalClipNorm: 1 }, [0])[0]!, [0]);
  });
  test('clipValue limits each element', () =>
    expectClose(step({ clipValue: 0.5 }, [3, -4, 0.1])[0]!, [-0.5, 0.5, -0.1]));
});

test('gradients are accumulated to their mean, and the schedule counts updates', () => {
  const w = variable(tensor1d([0]));
  const opt = sgd({ learningRate: (step) => (step === 0 ? 1 : 10), gradientAccumulationSteps: 2 });
  const seen = [2, 4, 1, 1].map((g) => {
    opt.applyGradients({ [w.name]: tensor1d([g]) });
    return numbers(w)[0];
  });
  expect(seen).toEqual([0, -3, -3, -13]);
  expect(opt.iterations).toBe(4);
});

describe('averages', () => {
  test('begin at the first weights after a step, and take their place on demand', () => {
    const w = variable(tensor1d([1]));
    const opt = sgd({ learningRate: 1, useEma: true, emaMomentum: 0.75 });
    for (let i = 0; i < 2; i++) opt.applyGradients({ [w.name]: tensor1d([4]) });
    expect(numbers(w)).toEqual([-7]);
    opt.swapWeights();
    expect(numbers(w)).toEqual([-4]);
    expect(() => opt.applyGradients({ [w.name]: tensor1d([4]) })).toThrow(
      new RangeError('sgd: swapWeights must come in pairs, got 1.'),
    );
    opt.swapWeights();
    expect(numbers(w)).toEqual([-7]);
  });
  test('overwrite the weights every so many updates', () => {
    const w = variable(tensor1d([1]));
    const opt = sgd({ learningRate: 1, useEma: true, emaMomentum: 0.75, emaOverwriteFrequency: 2 });
    for (let i = 0; i < 2; i++) opt.applyGradients({ [w.name]: tensor1d([4]) });
    expect(numbers(w)).toEqual([-4]);
  });
  test('swapWeights does nothing where there are none', () => {
    const w = variable(tensor1d([1]));
    const opt = sgd({ learningRate: 1 });
    opt.applyGradients({ [w.name]: tensor1d([4]) });
    opt.swapWeights();
    expect(numbers(w)).toEqual([-3]);
  });
  test('schedule-free training evaluates at x, which moves less than z', () => {
    const w = variable(tensor1d([0]));
    const opt = scheduleFreeAdamW({ learningRate: 1, beta2: 0, epsilon: 1e-30 });
    for (let i = 0; i < 2; i++) opt.applyGradients({ [w.name]: tensor1d([1]) });
    // z = −2, x = (−1 − 2) / 2, y = 0.1 z + 0.9 x.
    expectClose(w, [-1.55]);
    opt.swapWeights();
    expectClose(w, [-1.5]);
  });
});

describe('the learning rate', () => {
  test('is read and set', () => {
    const opt = sgd();
    expect(opt.learningRate).toBe(0.01);
    opt.learningRate = 0.5;
    expect(opt.learningRate).toBe(0.5);
    expect(() => {
      opt.learningRate = -1;
    }).toThrow(new RangeError('sgd: learningRate must be a non-negative number, got -1.'));
  });
});

test('type and config make the same optimizer again', () => {
  const options = { learningRate: () => 0.1, beta1: 0.5, excludeFromWeightDecay: () => true };
  const opt = adam(options);
  expect(opt.type).toBe('adam');
  expect(opt.config).toEqual(options);
  expect(opt.getClassName()).toBe('adam');
  expect(opt.getConfig()).toEqual(options);
});

describe('the state', () => {
  test('is named by order, whatever the variables are called', async () => {
    const [b, a] = [variable(tensor1d([1])), variable(tensor1d([1, 2]), true, `given-${Math.random()}`)];
    const opt = adam({ useEma: true, gradientAccumulationSteps: 2 });
    opt.applyGradients([
      { name: a.name, tensor: tensor1d([1, 1]) },
      { name: b.name, tensor: null as unknown as Tensor },
    ]);
    const state = await opt.getWeights();
    expect(state.map(({ name, tensor }) => [name, tensor.shape])).toEqual([
      ['iter', []],
      ['0/m', [2]],
      ['0/v', [2]],
      ['0/ema', [2]],
      ['0/gradient', [2]],
      ['1/m', [1]],
      ['1/v', [1]],
      ['1/ema', [1]],
      ['1/gradient', [1]],
    ]);
  });

  test('keeps no place for variables that are not trained', async () => {
    const frozen = variable(tensor1d([1]), false);
    const opt = adam();
    opt.applyGradients([{ name: frozen.name, tensor: null as unknown as Tensor }]);
    expect(await opt.getWeights()).toHaveLength(1);
  });

  const iter = { name: 'iter', tensor: scalar(1, 'int32') };
  const m = { name: '0/m', tensor: tensor1d([1]) };

  test('refuses what does not fit the variables seen', async () => {
    const w = variable(tensor1d([1, 2]));
    const opt = adam();
    opt.applyGradients({ [w.name]: tensor1d([1, 1]) });
    await expect(opt.setWeights([iter, m])).rejects.toThrow(new RangeError('adam: state must be 3 tensors, got 2.'));
    await expect(opt.setWeights([iter, m, m])).rejects.toThrow(
      new RangeError('adam: 0/m must have shape [2], got [1].'),
    );
    await expect(opt.setWeights([m, m, m])).rejects.toThrow(new RangeError('adam: 0/m must have shape [], got [1].'));
    await expect(opt.setWeights([])).rejects.toThrow(new RangeError('adam: state must be 3 tensors, got 0.'));
    await expect(adam().setWeights([])).rejects.toThrow(new RangeError('adam: state must be 1 tensors, got 0.'));
    expect(opt.iterations).toBe(1);
  });

  test('refuses, at the first step, what does not fit the variables of that step', async () => {
    const w = variable(tensor1d([1, 2]));
    const opt = adam();
    await opt.setWeights([iter, m]);
    const step = (): void => opt.applyGradients({ [w.name]: tensor1d([1, 1]) });
    expect(step).toThrow(new RangeError('adam: state must be 2 tensors, got 1.'));
    await expect(opt.setWeights([iter, m, m])).rejects.toThrow(
      new RangeError('adam: 0/m must have shape [2], got [1].'),
    );
    expect(step).toThrow(new RangeError('adam: state must be 2 tensors, got 1.'));
    expectClose(w, [1, 2]);
    const fits = { name: '0/m', tensor: tensor1d([0, 0]) };
    await opt.setWeights([iter, fits, fits]);
    step();
    expect(opt.iterations).toBe(2);
  });
});

describe('gradients', () => {
  test('must be of variables, and of their shape', () => {
    const w = variable(tensor1d([1, 2]));
    expect(() => sgd().applyGradients({ nobody: tensor1d([1]) })).toThrow(
      new RangeError('sgd: gradients must be of variables, got "nobody".'),
    );
    expect(() => sgd().applyGradients({ [w.name]: tensor1d([1]) })).toThrow(
      new RangeError(`sgd: gradient of variable ${w.name} must have shape [2], got [1].`),
    );
  });
});

test.each([
  [{ learningRate: -0.1 }, 'own: learningRate must be a non-negative number, got -0.1.'],
  [{ learningRate: Number.NaN }, 'own: learningRate must be a non-negative number, got NaN.'],
  [{ weightDecay: -1 }, 'own: weightDecay must be a non-negative number, got -1.'],
  [{ emaMomentum: 1 }, 'own: emaMomentum must be in [0, 1), got 1.'],
  [{ emaOverwriteFrequency: 0 }, 'own: emaOverwriteFrequency must be a positive integer, got 0.'],
  [{ gradientAccumulationSteps: 1.5 }, 'own: gradientAccumulationSteps must be a positive integer, got 1.5.'],
  [{ clipNorm: 0 }, 'own: clipNorm must be a positive number, got 0.'],
  [{ clipValue: -1 }, 'own: clipValue must be a positive number, got -1.'],
  [{ globalClipNorm: Number.POSITIVE_INFINITY }, 'own: globalClipNorm must be a positive number, got Infinity.'],
  [{ clipNorm: 1, clipValue: 1 }, 'own: clipping must be of one kind, got ["clipNorm", "clipValue"].'],
])('refuses %o', (options, message) => {
  const rule = ({ w, g, learningRate }: { w: Tensor; g: Tensor; learningRate: number }) => ({
    w: sub(w, mul(sign(g), learningRate)),
  });
  expect(() => optimizer('own', { learningRate: 1, ...options }, { slots: () => ({}), rule })).toThrow(
    new RangeError(message),
  );
});
