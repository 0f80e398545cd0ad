import { relu, tanh } from '@tenonjs/activations';
import { readFixture, testLayer } from '@tenonjs/testing';
import { einsumDense } from './einsumDense.js';

testLayer(einsumDense, {
  cases: [
    {
      title: 'over time',
      options: { equation: 'abc,cd->abd', outputShape: [null, 2], biasAxes: 'd' },
      input: [2, 2, 3],
      weights: { kernel: [3, 2], bias: [2] },
    },
    {
      title: 'any axes, a weight a place',
      options: { equation: 'ab...,bc->ac...', outputShape: [4, null], activation: tanh },
      input: [2, 3, 2],
      weights: { kernel: [3, 4] },
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/einsumDense.json'),
  options: ({ activation, ...options }) =>
    ({ ...options, ...(activation && { activation: { relu, tanh }[activation as 'relu'] }) }) as any,
  refuses: [
    [
      () => einsumDense({ equation: 'ab,bc', outputShape: 2 }),
      'einsumDense: equation must be such as "ab,bc->ac", every letter in two of its parts and once in each, got "ab,bc".',
    ],
    [
      () => einsumDense({ equation: 'abc,cd->ad', outputShape: 2 }),
      'einsumDense: equation must be such as "ab,bc->ac", every letter in two of its parts and once in each, got "abc,cd->ad".',
    ],
    [
      () => einsumDense({ equation: 'ab,bc->ac', outputShape: 2, biasAxes: 'b' }),
      'einsumDense: biasAxes must be letters of the output ac, got "b".',
    ],
    [
      () => einsumDense({ equation: 'ab,bc->ac', outputShape: 2 }).build([null, 3, 4]),
      'einsumDense: input must have the axes ab of the equation, got shape [null, 3, 4].',
    ],
    [
      () => einsumDense({ equation: 'abc,cd->abd', outputShape: [null, null] }).build([null, 3, 4]),
      'einsumDense: outputShape must tell the size of d, got [null, null].',
    ],
    [
      () => einsumDense({ equation: 'abc,cd->abd', outputShape: [5, 2] }).build([null, 3, 4]),
      'einsumDense: outputShape must agree with the input along b, got [5, 2] for input of shape [null, 3, 4].',
    ],
    [
      () => einsumDense({ equation: 'ab,bc->ac', outputShape: 2 }).build([null, null]),
      'einsumDense: along b must be known to build, got shape [null, null].',
    ],
  ],
});
