import { testPackage } from '@tenonjs/testing';
import * as exports from './index.js';

testPackage(import.meta.url, exports);
