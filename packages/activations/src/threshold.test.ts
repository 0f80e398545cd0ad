import { testActivation } from '@tenonjs/testing';
import { threshold } from './threshold.js';

testActivation(import.meta.url, threshold, {
  smooth: [{}, { threshold: 0.5, defaultValue: -2 }],
  refused: [
    [{ threshold: Number.NaN }, 'threshold: threshold must be a finite number, got NaN.'],
    [{ defaultValue: Infinity }, 'threshold: defaultValue must be a finite number, got Infinity.'],
  ],
});
