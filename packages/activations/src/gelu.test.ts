import { testActivation } from '@tenonjs/testing';
import { gelu } from './gelu.js';

testActivation(import.meta.url, gelu, {
  smooth: [{}, { approximate: true }],
});
