import { type OptimizerCase, readFixture, testOptimizer } from '@tenonjs/testing';
import { nadam } from './nadam.js';

testOptimizer('nadam', nadam, {
  cases: readFixture<OptimizerCase>(import.meta.url, '../fixtures/optimizers.json').cases,
  refuses: [
    [{ beta1: 1 }, 'nadam: beta1 must be in [0, 1), got 1.'],
    [{ beta2: -0.1 }, 'nadam: beta2 must be in [0, 1), got -0.1.'],
    [{ epsilon: 0 }, 'nadam: epsilon must be a positive number, got 0.'],
    [{ momentumDecay: -1 }, 'nadam: momentumDecay must be a non-negative number, got -1.'],
  ],
});
