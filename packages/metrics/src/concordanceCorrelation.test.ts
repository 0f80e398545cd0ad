import { testMetric } from '@tenonjs/testing';
import { concordanceCorrelation } from './concordanceCorrelation.js';

testMetric(import.meta.url, 'concordanceCorrelation', concordanceCorrelation, {
  refused: [[{ axis: 1 }, 'concordanceCorrelation: axis must be 0 or -1, got 1.']],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'concordanceCorrelation: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'concordanceCorrelation: weights must have shape [4], got [3].'],
  ],
});
