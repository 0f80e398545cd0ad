import { testActivation } from '@tenonjs/testing';
import { silu } from './silu.js';

testActivation(import.meta.url, silu);
