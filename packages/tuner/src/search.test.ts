import type { Storage } from '@tenonjs/contracts';
import { expect, test } from 'vitest';
import { randomSearch } from './randomSearch.js';
import { search } from './search.js';
import { uniform } from './uniform.js';

function inMemory(): Storage & { files: Record<string, Uint8Array> } {
  const files: Record<string, Uint8Array> = {};
  return {
    files,
    has: async (name) => name in files,
    read: async (name) => files[name]!,
    write: async (written) => void Object.assign(files, written),
  };
}

const space = { x: uniform(-1, 1) };
const square = ({ x }: { x: number }): number => x * x;

test('a search killed half way goes on without a trial done twice, and ends alike', async () => {
  const whole = await search(square, space, { trials: 25 });
  const storage = inMemory();
  const asked: number[] = [];
  // A killed program never comes back from its trial.
  const never = search(
    (params, { number }) => {
      asked.push(number);
      return number === 14 ? new Promise<number>(() => {}) : square(params);
    },
    space,
    { trials: 25, storage },
  );
  await Promise.race([never, new Promise((resolve) => setTimeout(resolve, 200))]);
  const again = { ...inMemory() };
  await again.write({ ...storage.files });
  const resumed = await search(
    (params, { number }) => {
      asked.push(number);
      return square(params);
    },
    space,
    { trials: 25, storage: again },
  );
  // Trial 14 was not finished.
  expect(asked).toEqual([...Array.from({ length: 15 }, (_, i) => i), ...Array.from({ length: 11 }, (_, i) => 14 + i)]);
  expect(resumed.trials).toEqual(whole.trials);
  const calls = asked.length;
  expect((await search(square, space, { trials: 25, storage: again })).best).toEqual(whole.best);
  expect(asked.length).toBe(calls);
});

test('trials side by side are all written down', async () => {
  const storage = inMemory();
  let [now, most] = [0, 0];
  const { trials } = await search(
    async (params) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now--;
      return square(params);
    },
    space,
    { trials: 9, concurrency: 3, storage, algorithm: randomSearch() },
  );
  expect(most).toBe(3);
  expect(trials.map(({ params }) => params)).toEqual(trials.map((_, i) => randomSearch()(space, [], i)));
  expect(JSON.parse(new TextDecoder().decode(storage.files['trials.json'])).trials).toEqual(trials);
});

test('a trial that throws or gives NaN has failed, and the others go on', async () => {
  const { trials, best } = await search(
    (params, { number }) => {
      if (number === 1) throw new Error('too large');
      return number === 2 ? Number.NaN : square(params);
    },
    space,
    { trials: 5 },
  );
  expect(trials.map(({ state }) => state)).toEqual(['done', 'failed', 'failed', 'done', 'done']);
  expect(trials[1]!.error).toBe('too large');
  expect(best.state).toBe('done');
  await expect(
    search(
      () => {
        throw new Error('broken');
      },
      space,
      { trials: 2 },
    ),
  ).rejects.toThrow(new Error('search: a trial must end, but none of 2 did: broken'));
});

test('a callback reports epochs and stops the model', async () => {
  const model = { stopTraining: false };
  const { trials } = await search(
    async (_, { reporting, number }) => {
      const callback = reporting('loss');
      callback.setModel!(model as never);
      for (let epoch = 0; epoch < 3; epoch++) await callback.onEpochEnd!(epoch, { loss: number });
      await expect(callback.onEpochEnd!(3, { accuracy: 1 })).rejects.toThrow(
        new Error('search: there is no "loss" to report, only accuracy.'),
      );
      return number;
    },
    space,
    { trials: 2, stopping: ({ number, reports }) => number === 1 && reports.length === 2 },
  );
  expect(trials.map(({ state, reports }) => [state, reports])).toEqual([
    ['done', [0, 0, 0]],
    ['stopped', [1, 1, 1]],
  ]);
  expect(model.stopTraining).toBe(true);
});

test('refuses trials of another space, and options out of range', async () => {
  const storage = inMemory();
  await search(square, space, { trials: 1, storage });
  await expect(search(square, { y: uniform(0, 1) }, { storage })).rejects.toThrow(
    new RangeError('search: the trials stored must be of y, got x.'),
  );
  await expect(search(square, space, { trials: 0 })).rejects.toThrow(
    new RangeError('search: trials must be a positive integer, got 0.'),
  );
});
