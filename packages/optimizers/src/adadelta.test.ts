import { type OptimizerCase, readFixture, testOptimizer } from '@tenonjs/testing';
import { adadelta } from './adadelta.js';

testOptimizer('adadelta', adadelta, {
  cases: readFixture<OptimizerCase>(import.meta.url, '../fixtures/optimizers.json').cases,
  refuses: [
    [{ rho: 1 }, 'adadelta: rho must be in [0, 1), got 1.'],
    [{ epsilon: 0 }, 'adadelta: epsilon must be a positive number, got 0.'],
  ],
});
