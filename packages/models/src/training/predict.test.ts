import { dense } from '@tenonjs/layers';
import { expectClose, expectNoLeak } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { chain } from '../network/chain.js';
import { predict } from './predict.js';

test('predict gives the same outputs in batches of any size', async () => {
  const network = chain([dense({ units: 2 })]);
  const x = Array.from({ length: 10 }, (_, i) => [i, i ** 2, 1]);
  const whole = await predict(network, x, { batchSize: 100 });
  expect(whole.shape).toEqual([10, 2]);
  for (const batchSize of [1, 3, 10]) {
    await expectNoLeak(async () => {
      const parts = await predict(network, x, { batchSize });
      expectClose(parts, whole, 1e-6);
      parts.dispose();
    });
  }
  await expect(predict(network, x, { batchSize: -1 })).rejects.toThrow(
    'predict: batchSize must be a positive integer, got -1.',
  );
  network.dispose();
});
