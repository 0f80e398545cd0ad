import { type OptimizerCase, readFixture, testOptimizer } from '@tenonjs/testing';
import { lion } from './lion.js';

testOptimizer('lion', lion, {
  cases: readFixture<OptimizerCase>(import.meta.url, '../fixtures/optimizers.json').cases,
  refuses: [
    [{ beta1: 1 }, 'lion: beta1 must be in [0, 1), got 1.'],
    [{ beta2: -0.1 }, 'lion: beta2 must be in [0, 1), got -0.1.'],
  ],
});
