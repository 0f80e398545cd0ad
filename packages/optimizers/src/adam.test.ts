import { type OptimizerCase, readFixture, testOptimizer } from '@tenonjs/testing';
import { adam } from './adam.js';

testOptimizer('adam', adam, {
  cases: readFixture<OptimizerCase>(import.meta.url, '../fixtures/optimizers.json').cases,
  refuses: [
    [{ beta1: 1 }, 'adam: beta1 must be in [0, 1), got 1.'],
    [{ beta2: -0.1 }, 'adam: beta2 must be in [0, 1), got -0.1.'],
    [{ epsilon: 0 }, 'adam: epsilon must be a positive number, got 0.'],
  ],
});
