import { expectClose } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { identityInitializer } from './identityInitializer.js';

test('gain on the diagonal, of squares and others', () => {
  expectClose(identityInitializer()([2, 3]), [1, 0, 0, 0, 1, 0]);
  expectClose(identityInitializer({ gain: 3 })([3, 2]), [3, 0, 0, 3, 0, 0]);
  expect({ ...identityInitializer({ gain: 3 }) }).toEqual({ type: 'identityInitializer', config: { gain: 3 } });
});

test('refuses what is no matrix, and a gain that is no number', () => {
  expect(() => identityInitializer()([2, 2, 2])).toThrow(
    new RangeError('identityInitializer: weight must have rank 2, got shape [2, 2, 2].'),
  );
  expect(() => identityInitializer({ gain: Infinity })).toThrow(
    new RangeError('identityInitializer: gain must be a finite number, got Infinity.'),
  );
});
