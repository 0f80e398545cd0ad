import { double, twice } from '../fixtures/sample/src/double.js';
import { testPackage } from './testPackage.js';

testPackage(
  new URL('../fixtures/sample/src/sample.test.ts', import.meta.url).href,
  { double, twice },
  { testedIn: { twice: 'double.test.ts' } },
);
