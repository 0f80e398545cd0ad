import { testActivation } from '@tenonjs/testing';
import { softplus } from './softplus.js';

testActivation(import.meta.url, softplus);
