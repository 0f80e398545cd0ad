import { type OptimizerCase, readFixture, testOptimizer } from '@tenonjs/testing';
import { adafactor } from './adafactor.js';

testOptimizer('adafactor', adafactor, {
  cases: readFixture<OptimizerCase>(import.meta.url, '../fixtures/optimizers.json').cases,
  refuses: [
    [{ beta2Decay: 0 }, 'adafactor: beta2Decay must be below 0, got 0.'],
    [{ epsilon1: 0 }, 'adafactor: epsilon1 must be a positive number, got 0.'],
    [{ epsilon2: 0 }, 'adafactor: epsilon2 must be a positive number, got 0.'],
    [{ clipThreshold: 0 }, 'adafactor: clipThreshold must be a positive number, got 0.'],
  ],
});
