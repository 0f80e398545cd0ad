import { testLayer } from '@tenonjs/testing';
import { identity } from './identity.js';

testLayer(identity, { cases: [{ title: 'any shape', options: {}, input: [2, 3, 2] }] });
