import { testActivation } from '@tenonjs/testing';
import { relu } from './relu.js';

testActivation(import.meta.url, relu, {
  smooth: [{}, { negativeSlope: 0.2, maxValue: 2, threshold: 0.5 }],
  refused: [
    [{ negativeSlope: Number.NaN }, 'relu: negativeSlope must be a finite number, got NaN.'],
    [{ maxValue: -1 }, 'relu: maxValue must be a non-negative number, got -1.'],
    [{ threshold: Infinity }, 'relu: threshold must be a finite number, got Infinity.'],
  ],
});
