import { testActivation } from '@tenonjs/testing';
import { hardSilu } from './hardSilu.js';

testActivation(import.meta.url, hardSilu);
