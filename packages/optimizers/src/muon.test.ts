import { type OptimizerCase, readFixture, testOptimizer } from '@tenonjs/testing';
import { muon } from './muon.js';

testOptimizer('muon', muon, {
  cases: readFixture<OptimizerCase>(import.meta.url, '../fixtures/optimizers.json').cases,
  refuses: [
    [{ momentum: 1 }, 'muon: momentum must be in [0, 1), got 1.'],
    [{ adamBeta1: 1 }, 'muon: adamBeta1 must be in [0, 1), got 1.'],
    [{ nsSteps: 0 }, 'muon: nsSteps must be a positive integer, got 0.'],
    [{ adamLrRatio: -1 }, 'muon: adamLrRatio must be a positive number, got -1.'],
    [{ rmsRate: 0 }, 'muon: rmsRate must be a positive number, got 0.'],
  ],
});
