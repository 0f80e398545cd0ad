import { testActivation } from '@tenonjs/testing';
import { logSoftmax } from './logSoftmax.js';

testActivation(import.meta.url, logSoftmax, {
  smooth: [{}, { axis: 0 }],
  refused: [[{ axis: -3 }, 'logSoftmax: axis must be an axis of x, whose shape is [2, 4], got -3.']],
});
