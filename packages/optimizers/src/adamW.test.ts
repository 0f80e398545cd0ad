import { type OptimizerCase, readFixture, testOptimizer } from '@tenonjs/testing';
import { adamW } from './adamW.js';

testOptimizer('adamW', adamW, {
  cases: readFixture<OptimizerCase>(import.meta.url, '../fixtures/optimizers.json').cases,
  refuses: [
    [{ beta1: 1 }, 'adamW: beta1 must be in [0, 1), got 1.'],
    [{ beta2: -0.1 }, 'adamW: beta2 must be in [0, 1), got -0.1.'],
    [{ epsilon: 0 }, 'adamW: epsilon must be a positive number, got 0.'],
  ],
});
