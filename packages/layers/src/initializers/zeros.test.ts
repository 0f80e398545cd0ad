import { expectClose } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { zeros } from './zeros.js';

test('zero everywhere, of any shape', () => {
  expectClose(zeros()([2, 3]), [0, 0, 0, 0, 0, 0]);
  expect(zeros()([2, 0]).shape).toEqual([2, 0]);
  expect(zeros().type).toBe('zeros');
  expect(zeros().config).toEqual({});
});
