import type { Activation } from '@tenonjs/contracts';
import { testPackage } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import * as exports from './index.js';

testPackage(import.meta.url, exports, { testedIn: { swish: 'silu.test.ts', hardSwish: 'hardSilu.test.ts' } });

const activations: Record<string, Activation> = exports;

test.each(Object.keys(activations))('%s carries the name it is saved by', (name) => {
  const known: Record<string, string> = { swish: 'silu', hardSwish: 'hardSilu' };
  expect(activations[name]!.type).toBe(known[name] ?? name);
});
