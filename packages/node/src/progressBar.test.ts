import type { Callback, TrainParams } from '@tenonjs/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { progressBar } from './progressBar.js';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

/** Trains for show: every batch takes `ms`; gives what was written and how often values were read. */
async function train(
  params: Partial<TrainParams>,
  { isTTY = true, columns = 100, ms = 50, batches = 10, epochs = 1, end = true } = {},
): Promise<{ written: string; reads: number; callback: Callback }> {
  let written = '';
  let reads = 0;
  const callback = progressBar({ stream: { write: (text) => (written += text), isTTY, columns } });
  await callback.onTrainBegin!({
    epochs: 3,
    initialEpoch: 0,
    steps: 10,
    batchSize: 32,
    verbose: 1,
    metrics: ['loss'],
    ...params,
  });
  for (let epoch = 0; epoch < epochs; epoch++) {
    await callback.onEpochBegin!(epoch);
    for (let batch = 0; batch < batches; batch++) {
      vi.advanceTimersByTime(ms);
      await callback.onBatchEnd!(batch, async () => {
        reads++;
        return { loss: 0.5, accuracy: 0.75 };
      });
    }
    if (end) await callback.onEpochEnd!(epoch, { loss: 0.4, accuracy: 0.8, val_loss: 0.000123, val_accuracy: 0 });
  }
  await callback.onTrainEnd!({});
  return { written, reads, callback };
}

test('on a terminal it draws over one line, and ends each epoch with its values', async () => {
  const { written, reads, callback } = await train({});
  expect(written.split('\r')).toEqual([
    'Epoch 1/3\n',
    '0/10 ────────────────────\x1b[K',
    '4/10 ━━━━━━━━──────────── 300ms left - loss: 0.5000 - accuracy: 0.7500\x1b[K',
    '8/10 ━━━━━━━━━━━━━━━━──── 100ms left - loss: 0.5000 - accuracy: 0.7500\x1b[K',
    '\x1b[K10/10 ━━━━━━━━━━━━━━━━━━━━ 500ms 50ms/step - loss: 0.4000 - accuracy: 0.8000 - val_loss: 1.2300e-4 - val_accuracy: 0.0000\n',
  ]);
  expect(reads).toBe(2);
  expect(callback.showsProgress).toBe(true);
});

test('it reads at most five times a second', async () => {
  expect((await train({ steps: 1000 }, { batches: 1000, ms: 10 })).reads).toBe(50);
});

test('where there is no terminal, and with verbose 2, it is a line an epoch and reads nothing', async () => {
  const line = (epoch: number) =>
    `Epoch ${epoch}/3 - 500ms 50ms/step - loss: 0.4000 - accuracy: 0.8000 - val_loss: 1.2300e-4 - val_accuracy: 0.0000\n`;
  expect(await train({}, { isTTY: false, epochs: 2 })).toMatchObject({ written: line(1) + line(2), reads: 0 });
  expect(await train({ verbose: 2 })).toMatchObject({ written: line(1), reads: 0 });
});

test('with verbose 0 it is silent', async () => {
  expect(await train({ verbose: 0 })).toMatchObject({ written: '', reads: 0 });
});

test('data of unknown length is counted, and known from the second epoch on', async () => {
  const { written } = await train({ steps: null }, { epochs: 2 });
  expect(written).toContain('\r4 50ms/step - loss');
  expect(written).toContain('\r8/10 ━');
});

test('a narrow terminal gets what fits', async () => {
  const drawn = async (columns: number) => (await train({}, { columns })).written.split('\r')[2];
  expect(await drawn(60)).toBe('4/10 ━━━━━━━━──────────── 300ms left - loss: 0.5000\x1b[K');
  expect(await drawn(30)).toBe('4/10 ━━━━━━━━──────────── 300\x1b[K');
});

test('training stopped within an epoch leaves its line', async () => {
  expect((await train({}, { end: false, batches: 5 })).written.endsWith('\x1b[K\n')).toBe(true);
});

test('long times are minutes and hours', async () => {
  expect((await train({ steps: 100 }, { ms: 30_000 })).written).toContain(' 5:00 30s/step');
  expect((await train({ steps: 100 }, { ms: 30_000 })).written).toContain('45:00 left');
  expect((await train({ steps: 1000 }, { ms: 30_000 })).written).toContain('8:15:00 left');
  expect((await train({}, { ms: 0.25, batches: 2 })).written).toContain('250µs/step');
});
