import { testActivation } from '@tenonjs/testing';
import { elu } from './elu.js';

testActivation(import.meta.url, elu, {
  smooth: [{}, { alpha: 0.3 }],
  refused: [[{ alpha: -1 }, 'elu: alpha must be a non-negative number, got -1.']],
});
