import { testActivation } from '@tenonjs/testing';
import { relu6 } from './relu6.js';

testActivation(import.meta.url, relu6);
