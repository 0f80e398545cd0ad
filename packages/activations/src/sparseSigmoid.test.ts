import { testActivation } from '@tenonjs/testing';
import { sparseSigmoid } from './sparseSigmoid.js';

testActivation(import.meta.url, sparseSigmoid);
