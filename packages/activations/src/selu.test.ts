import { testActivation } from '@tenonjs/testing';
import { selu } from './selu.js';

testActivation(import.meta.url, selu);
