import { testPackage } from '@tenonjs/testing';
import * as exports from './index.js';

testPackage(import.meta.url, exports, {
  testedIn: { paddingMask: 'padSequences.test.ts', toCategorical: 'oneHot.test.ts' },
});
