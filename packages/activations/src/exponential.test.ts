import { testActivation } from '@tenonjs/testing';
import { exponential } from './exponential.js';

testActivation(import.meta.url, exponential);
