import { testActivation } from '@tenonjs/testing';
import { tanhShrink } from './tanhShrink.js';

testActivation(import.meta.url, tanhShrink);
