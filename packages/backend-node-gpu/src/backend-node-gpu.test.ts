import { testPackage } from '@tenonjs/testing';
import * as exports from './index.js';

testPackage(import.meta.url, exports, {
  testedIn: { isAvailable: 'activate.test.ts', name: 'activate.test.ts' },
});
