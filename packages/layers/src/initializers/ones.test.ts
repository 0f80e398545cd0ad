import { expectClose } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { ones } from './ones.js';

test('one everywhere', () => {
  expectClose(ones()([2, 2]), [1, 1, 1, 1]);
  expect(ones().type).toBe('ones');
});
