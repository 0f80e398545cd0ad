import { testActivation } from '@tenonjs/testing';
import { softsign } from './softsign.js';

testActivation(import.meta.url, softsign);
