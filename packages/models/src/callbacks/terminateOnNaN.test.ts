import { dense } from '@tenonjs/layers';
import { meanSquaredError } from '@tenonjs/losses';
import { adam, sgd } from '@tenonjs/optimizers';
import { expectNoLeak } from '@tenonjs/testing';
import { expect, test, vi } from 'vitest';
import { sequential } from '../sequential.js';
import { terminateOnNaN } from './terminateOnNaN.js';

const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});

test('a NaN in the data ends training, names the batch, and the weights stay finite', async () => {
  const x = Array.from({ length: 50 }, (_, i) => [i === 33 ? Number.NaN : i / 50, 1]);
  const y = x.map(([a]) => [a!]);
  const model = sequential([dense({ units: 1, inputShape: [2] })], { seed: 1 });
  model.compile({ optimizer: adam(), loss: meanSquaredError });
  const run = async (): Promise<ReturnType<typeof terminateOnNaN>> => {
    const callback = terminateOnNaN();
    await model.fit(x, y, { epochs: 3, batchSize: 10, shuffle: false, verbose: 0, callbacks: [callback] });
    return callback;
  };
  const callback = await run();
  expect([callback.epoch, callback.batch]).toEqual([0, 3]);
  expect(warned).toHaveBeenLastCalledWith(
    'terminateOnNaN: the loss is NaN at batch 3 of epoch 1; training ends, with the weights of the last finite loss.',
  );
  for (const { data } of await model.getWeights()) expect([...data].every(Number.isFinite)).toBe(true);
  await expectNoLeak(run);
  model.dispose();
});

test('a loss that runs away is caught too', async () => {
  const model = sequential([dense({ units: 1, inputShape: [1] })], { seed: 1 });
  model.compile({ optimizer: sgd({ learningRate: 1e18 }), loss: meanSquaredError });
  const callback = terminateOnNaN();
  const { epoch } = await model.fit([[1e10], [2e10]], [[0], [1]], { epochs: 50, verbose: 0, callbacks: [callback] });
  expect(callback.epoch).not.toBeNull();
  expect(epoch.length).toBeLessThan(50);
  for (const { data } of await model.getWeights()) expect([...data].every(Number.isFinite)).toBe(true);
  model.dispose();
});
