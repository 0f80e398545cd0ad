import { testExamples } from '@tenonjs/testing';
import * as exports from './index.js';

testExamples(import.meta.dirname, exports);
