import type { Loss } from '@tenonjs/contracts';
import { testPackage } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import * as exports from './index.js';

testPackage(import.meta.url, exports);

test.each(Object.entries<Loss>(exports))('%s carries the name it is saved by', (name, loss) => {
  expect(loss.type).toBe(name);
});
