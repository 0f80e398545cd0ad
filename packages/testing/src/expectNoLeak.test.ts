import { tensor1d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { expectNoLeak } from './expectNoLeak.js';

test('what disposes its tensors passes, what keeps one does not', async () => {
  await expectNoLeak(() => tensor1d([1]).dispose());
  await expectNoLeak(async () => tensor1d([1]).dispose());
  await expect(expectNoLeak(() => tensor1d([1]))).rejects.toThrow('tensors left behind');
});
