import { type OptimizerCase, readFixture, testOptimizer } from '@tenonjs/testing';
import { adamax } from './adamax.js';

testOptimizer('adamax', adamax, {
  cases: readFixture<OptimizerCase>(import.meta.url, '../fixtures/optimizers.json').cases,
  refuses: [
    [{ beta1: 1 }, 'adamax: beta1 must be in [0, 1), got 1.'],
    [{ beta2: -0.1 }, 'adamax: beta2 must be in [0, 1), got -0.1.'],
    [{ epsilon: 0 }, 'adamax: epsilon must be a positive number, got 0.'],
  ],
});
