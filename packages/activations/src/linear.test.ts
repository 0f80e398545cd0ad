import { testActivation } from '@tenonjs/testing';
import { linear } from './linear.js';

testActivation(import.meta.url, linear);
