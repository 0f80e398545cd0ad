import { testActivation } from '@tenonjs/testing';
import { tanh } from './tanh.js';

testActivation(import.meta.url, tanh);
