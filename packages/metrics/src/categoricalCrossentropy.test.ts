import { testMetric } from '@tenonjs/testing';
import { categoricalCrossentropy } from './categoricalCrossentropy.js';

testMetric(import.meta.url, 'categoricalCrossentropy', categoricalCrossentropy, {
  refused: [
    [{ labelSmoothing: 1 }, 'categoricalCrossentropy: labelSmoothing must be in [0, 1), got 1.'],
    [{ labelSmoothing: -0.1 }, 'categoricalCrossentropy: labelSmoothing must be in [0, 1), got -0.1.'],
    [{ axis: 0.5 }, 'categoricalCrossentropy: axis must be an integer, got 0.5.'],
  ],
  refusedShapes: [
    [{ yTrue: [4, 3], yPred: [4, 2] }, 'categoricalCrossentropy: yTrue has shape [4, 3] but yPred has [4, 2].'],
    [{ yTrue: [4, 3], yPred: [4, 3], weights: [3] }, 'categoricalCrossentropy: weights must have shape [4], got [3].'],
  ],
});
