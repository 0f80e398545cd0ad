import { type OptimizerCase, readFixture, testOptimizer } from '@tenonjs/testing';
import { lamb } from './lamb.js';

testOptimizer('lamb', lamb, {
  cases: readFixture<OptimizerCase>(import.meta.url, '../fixtures/optimizers.json').cases,
  refuses: [
    [{ beta1: 1 }, 'lamb: beta1 must be in [0, 1), got 1.'],
    [{ beta2: -0.1 }, 'lamb: beta2 must be in [0, 1), got -0.1.'],
    [{ epsilon: 0 }, 'lamb: epsilon must be a positive number, got 0.'],
  ],
});
