import { testPackage } from '@tenonjs/testing';
import * as exports from './index.js';

testPackage(import.meta.url, exports, {
  testedIn: { local: 'distribute.test.ts', mpi: 'distribute.test.ts', workerThreads: 'distribute.test.ts' },
});
