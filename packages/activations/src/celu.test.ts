import { testActivation } from '@tenonjs/testing';
import { celu } from './celu.js';

testActivation(import.meta.url, celu, {
  smooth: [{}, { alpha: 2 }],
  refused: [[{ alpha: 0 }, 'celu: alpha must be a positive number, got 0.']],
});
