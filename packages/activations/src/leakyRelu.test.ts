import { testActivation } from '@tenonjs/testing';
import { leakyRelu } from './leakyRelu.js';

testActivation(import.meta.url, leakyRelu, {
  smooth: [{}, { negativeSlope: -0.5 }],
  refused: [[{ negativeSlope: Infinity }, 'leakyRelu: negativeSlope must be a finite number, got Infinity.']],
});
