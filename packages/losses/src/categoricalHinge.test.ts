import { testLoss } from '@tenonjs/testing';
import { categoricalHinge } from './categoricalHinge.js';

testLoss(import.meta.url, categoricalHinge, {
  mismatched: [[[2, 3], [2, 4], 'categoricalHinge: yTrue has shape [2, 3] but yPred has [2, 4].']],
});
