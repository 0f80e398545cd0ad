import { readFixture, testLayer } from '@tenonjs/testing';
import { constant } from '../initializers/constant.js';
import { prelu } from './prelu.js';

testLayer(prelu, {
  cases: [
    {
      title: 'a slope each',
      options: { alphaInitializer: constant({ value: 0.3 }) },
      input: [2, 3],
      weights: { alpha: [3] },
    },
    {
      title: 'shared along time',
      options: { alphaInitializer: constant({ value: 0.3 }), sharedAxes: [1] },
      input: [2, 3, 2],
      weights: { alpha: [1, 2] },
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/prelu.json'),
  refuses: [
    [() => prelu({ sharedAxes: [0.5] }), 'prelu: sharedAxes must be an integer, got 0.5.'],
    [() => prelu({ sharedAxes: [2] }).build([null, 3]), 'prelu: sharedAxes must be from 1 to 1, got 2.'],
    [() => prelu().build([null, null]), 'prelu: sizes must be known to build, got shape [null, null].'],
    [() => prelu().build([3]), 'prelu: input must have rank 2 or more [batch, …], got shape [3].'],
  ],
});
