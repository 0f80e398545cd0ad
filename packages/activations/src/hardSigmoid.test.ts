import { testActivation } from '@tenonjs/testing';
import { hardSigmoid } from './hardSigmoid.js';

testActivation(import.meta.url, hardSigmoid);
