import { testPackage } from '@tenonjs/testing';
import * as exports from './index.js';

const space = ['choice', 'conditional', 'int', 'logUniform', 'uniform'];
testPackage(import.meta.url, exports, { testedIn: Object.fromEntries(space.map((name) => [name, 'space.test.ts'])) });
