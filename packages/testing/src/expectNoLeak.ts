import { memory } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

/** Asserts that as many tensors live after `run` as before it. Run once unmeasured first, where constants are cached. */
export async function expectNoLeak(run: () => unknown | Promise<unknown>): Promise<void> {
  const before = memory().numTensors;
  await run();
  expect(memory().numTensors - before, 'tensors left behind').toBe(0);
}
