import { testPackage } from '@tenonjs/testing';
import * as exports from './index.js';

// One file asks the same of all of them.
const testedIn = Object.fromEntries(
  Object.keys(exports)
    .filter((name) => name.endsWith('Gradient') && name !== 'stopGradient')
    .map((name) => [name, 'registerGradients.test.ts']),
);

testPackage(import.meta.url, exports, { testedIn });
