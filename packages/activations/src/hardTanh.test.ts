import { testActivation } from '@tenonjs/testing';
import { hardTanh } from './hardTanh.js';

testActivation(import.meta.url, hardTanh);
