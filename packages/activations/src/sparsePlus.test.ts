import { testActivation } from '@tenonjs/testing';
import { sparsePlus } from './sparsePlus.js';

testActivation(import.meta.url, sparsePlus);
