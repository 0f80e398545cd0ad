import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { finite, fraction, integer, nonNegative, oneOf, positive, positiveInteger, rank, sameShape } from './checks.js';

test('positiveInteger', () => {
  positiveInteger('dense', { units: 1 });
  for (const [units, shown] of [
    [0, '0'],
    [-3, '-3'],
    [2.5, '2.5'],
    [Number.NaN, 'NaN'],
    ['8', '"8"'],
    [undefined, 'undefined'],
    [[2, 'a'], '[2, "a"]'],
  ]) {
    expect(() => positiveInteger('dense', { units })).toThrow(
      new RangeError(`dense: units must be a positive integer, got ${shown}.`),
    );
  }
});

test('integer', () => {
  integer('crop', { left: -2 });
  expect(() => integer('crop', { left: 0.5 })).toThrow(new RangeError('crop: left must be an integer, got 0.5.'));
});

test('fraction', () => {
  fraction('adam', { beta1: 0, beta2: 0.999 });
  expect(() => fraction('adam', { beta1: 0.9, beta2: 1 })).toThrow(
    new RangeError('adam: beta2 must be in [0, 1), got 1.'),
  );
  expect(() => fraction('dropout', { rate: -0.1 })).toThrow(
    new RangeError('dropout: rate must be in [0, 1), got -0.1.'),
  );
});

test('positive', () => {
  positive('adam', { epsilon: 1e-12 });
  expect(() => positive('adam', { epsilon: 0 })).toThrow(
    new RangeError('adam: epsilon must be a positive number, got 0.'),
  );
  expect(() => positive('adam', { epsilon: Infinity })).toThrow(
    new RangeError('adam: epsilon must be a positive number, got Infinity.'),
  );
});

test('nonNegative', () => {
  nonNegative('l2', { rate: 0 });
  expect(() => nonNegative('l2', { rate: -1 })).toThrow(
    new RangeError('l2: rate must be a non-negative number, got -1.'),
  );
});

test('finite', () => {
  finite('constant', { value: -1.5 });
  expect(() => finite('constant', { value: Number.NaN })).toThrow(
    new RangeError('constant: value must be a finite number, got NaN.'),
  );
});

test('oneOf', () => {
  oneOf('conv2d', { padding: 'same' }, ['valid', 'same']);
  expect(() => oneOf('conv2d', { padding: 'full' }, ['valid', 'same'])).toThrow(
    new RangeError('conv2d: padding must be "valid" or "same", got "full".'),
  );
});

test('rank', () => {
  rank('conv2d', 'input', [null, 28, 28, 1], ['batch', 'height', 'width', 'channels']);
  expect(() => rank('conv2d', 'input', [32, 784], ['batch', 'height', 'width', 'channels'])).toThrow(
    new RangeError('conv2d: input must have rank 4 [batch, height, width, channels], got shape [32, 784].'),
  );
});

test('sameShape', () => {
  const [a, b, c] = [tensor2d([[1, 2]]), tensor2d([[1], [2]]), tensor1d([1, 2])];
  sameShape('hinge', a, a);
  expect(() => sameShape('hinge', a, b)).toThrow(new RangeError('hinge: yTrue has shape [1, 2] but yPred has [2, 1].'));
  expect(() => sameShape('hinge', a, c)).toThrow(new RangeError('hinge: yTrue has shape [1, 2] but yPred has [2].'));
});
