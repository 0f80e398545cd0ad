import { testActivation } from '@tenonjs/testing';
import { sigmoid } from './sigmoid.js';

testActivation(import.meta.url, sigmoid);
