import { type OptimizerCase, readFixture, testOptimizer } from '@tenonjs/testing';
import { scheduleFreeAdamW } from './scheduleFreeAdamW.js';

testOptimizer('scheduleFreeAdamW', scheduleFreeAdamW, {
  cases: readFixture<OptimizerCase>(import.meta.url, '../fixtures/optimizers.json').cases,
  refuses: [
    [{ beta1: 0 }, 'scheduleFreeAdamW: beta1 must be a positive number, got 0.'],
    [{ beta2: 1 }, 'scheduleFreeAdamW: beta2 must be in [0, 1), got 1.'],
    [{ warmupSteps: -1 }, 'scheduleFreeAdamW: warmupSteps must be a non-negative number, got -1.'],
  ],
});
