import { testPackage } from '@tenonjs/testing';
import * as exports from './index.js';

testPackage(import.meta.url, exports, {
  testedIn: { apply: 'graph.test.ts', input: 'graph.test.ts', loadWeights: 'loadWeights.test.ts' },
});
