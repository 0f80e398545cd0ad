import { testActivation } from '@tenonjs/testing';
import { mish } from './mish.js';

testActivation(import.meta.url, mish);
