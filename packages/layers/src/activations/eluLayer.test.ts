import { expectClose, readFixture, testLayer } from '@tenonjs/testing';
import { tensor1d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { eluLayer } from './eluLayer.js';

testLayer(eluLayer, {
  cases: [{ title: 'alpha', options: { alpha: 0.5 }, input: [2, 3] }],
  fixture: readFixture(import.meta.url, '../../fixtures/eluLayer.json'),
  refuses: [[() => eluLayer({ alpha: Number.NaN }), 'eluLayer: alpha must be a finite number, got NaN.']],
});

test('is finite far from 0', () => {
  expectClose(eluLayer().call(tensor1d([-1e4, 1e4])), [-1, 1e4]);
});
