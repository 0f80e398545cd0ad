import { testPackage } from '@tenonjs/testing';
import * as exports from './index.js';

const scaling = 'varianceScaling.test.ts';

testPackage(import.meta.url, exports, {
  testedIn: {
    glorotNormal: scaling,
    glorotUniform: scaling,
    heNormal: scaling,
    heUniform: scaling,
    lecunNormal: scaling,
    lecunUniform: scaling,
  },
});
