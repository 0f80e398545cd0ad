import { type OptimizerCase, readFixture, testOptimizer } from '@tenonjs/testing';
import { ftrl } from './ftrl.js';

testOptimizer('ftrl', ftrl, {
  cases: readFixture<OptimizerCase>(import.meta.url, '../fixtures/optimizers.json').cases,
  refuses: [
    [{ learningRatePower: 1 }, 'ftrl: learningRatePower must be at most 0, got 1.'],
    [{ l1RegularizationStrength: -1 }, 'ftrl: l1RegularizationStrength must be a non-negative number, got -1.'],
    [{ beta: -1 }, 'ftrl: beta must be a non-negative number, got -1.'],
  ],
});
