import { testActivation } from '@tenonjs/testing';
import { squareplus } from './squareplus.js';

testActivation(import.meta.url, squareplus, {
  smooth: [{}, { b: 1 }],
  refused: [[{ b: 0 }, 'squareplus: b must be a positive number, got 0.']],
});
