import { type OptimizerCase, readFixture, testOptimizer } from '@tenonjs/testing';
import { rmsprop } from './rmsprop.js';

testOptimizer('rmsprop', rmsprop, {
  cases: readFixture<OptimizerCase>(import.meta.url, '../fixtures/optimizers.json').cases,
  refuses: [
    [{ rho: 1 }, 'rmsprop: rho must be in [0, 1), got 1.'],
    [{ momentum: -1 }, 'rmsprop: momentum must be in [0, 1), got -1.'],
    [{ epsilon: 0 }, 'rmsprop: epsilon must be a positive number, got 0.'],
  ],
});
