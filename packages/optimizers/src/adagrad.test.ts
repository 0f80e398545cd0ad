import { type OptimizerCase, readFixture, testOptimizer } from '@tenonjs/testing';
import { adagrad } from './adagrad.js';

testOptimizer('adagrad', adagrad, {
  cases: readFixture<OptimizerCase>(import.meta.url, '../fixtures/optimizers.json').cases,
  refuses: [
    [{ initialAccumulatorValue: -1 }, 'adagrad: initialAccumulatorValue must be a non-negative number, got -1.'],
    [{ epsilon: 0 }, 'adagrad: epsilon must be a positive number, got 0.'],
  ],
});
