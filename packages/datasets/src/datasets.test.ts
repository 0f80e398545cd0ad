import { testPackage } from '@tenonjs/testing';
import * as exports from './index.js';

testPackage(import.meta.url, exports, {
  testedIn: {
    californiaHousing: 'npz.test.ts',
    cifar100: 'cifar10.test.ts',
    imdb: 'npz.test.ts',
    reuters: 'npz.test.ts',
    answerCalls: 'workerPool.test.ts',
    paddingMask: 'padSequences.test.ts',
    toCategorical: 'oneHot.test.ts',
  },
});
