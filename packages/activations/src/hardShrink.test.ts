import { testActivation } from '@tenonjs/testing';
import { hardShrink } from './hardShrink.js';

testActivation(import.meta.url, hardShrink, {
  refused: [[{ threshold: -1 }, 'hardShrink: threshold must be a non-negative number, got -1.']],
});
