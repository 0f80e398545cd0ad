import { testActivation } from '@tenonjs/testing';
import { softShrink } from './softShrink.js';

testActivation(import.meta.url, softShrink, {
  refused: [[{ threshold: -1 }, 'softShrink: threshold must be a non-negative number, got -1.']],
});
