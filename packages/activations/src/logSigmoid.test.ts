import { testActivation } from '@tenonjs/testing';
import { logSigmoid } from './logSigmoid.js';

testActivation(import.meta.url, logSigmoid);
