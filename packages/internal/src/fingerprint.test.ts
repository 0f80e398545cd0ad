import { util } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { fingerprint64, sipHash } from './fingerprint.js';

const encoder = new TextEncoder();

test.each([0, 1, 3, 4, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 200])(
  'the fingerprint of %d bytes is that of tfjs-core, and so of TensorFlow',
  (length) => {
    const bytes = encoder.encode('Tenon, mortise and 3.14 other words; '.repeat(6).slice(0, length));
    expect(fingerprint64(bytes)).toBe(BigInt(util.fingerPrint64(bytes).toString()));
  },
);

test('SipHash gives the vectors of its paper', () => {
  const key = [0x0706050403020100n, 0x0f0e0d0c0b0a0908n] as const;
  expect(
    sipHash(
      Uint8Array.from({ length: 15 }, (_, i) => i),
      key,
    ),
  ).toBe(0xa129ca6149be45e5n);
  expect(sipHash(new Uint8Array(), key)).toBe(0x726fdb47dd0e0e31n);
});
