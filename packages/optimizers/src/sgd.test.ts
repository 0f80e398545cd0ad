import { type OptimizerCase, readFixture, testOptimizer } from '@tenonjs/testing';
import { sgd } from './sgd.js';

testOptimizer('sgd', sgd, {
  cases: readFixture<OptimizerCase>(import.meta.url, '../fixtures/optimizers.json').cases,
  refuses: [[{ momentum: 1 }, 'sgd: momentum must be in [0, 1), got 1.']],
});
