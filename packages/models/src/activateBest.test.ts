import { expect, test } from 'vitest';
import { activateBest } from './activateBest.js';

const missing = (name: string, reason: string) => ({
  name,
  activate: async () => {
    throw new Error(reason);
  },
});
const there = (name: string, called: string[]) => ({
  name,
  activate: async () => {
    called.push(name);
    return { name, description: `${name}, of this test`, threads: 2 };
  },
});

test('the first that can be had is activated, those after it are not tried', async () => {
  const called: string[] = [];
  const best = await activateBest([
    missing('webgpu', 'activate: no adapter; take another.'),
    missing('webgl', 'no context.'),
    there('wasm', called),
    there('cpu', called),
  ]);
  expect(best).toEqual({
    name: 'wasm',
    description: 'wasm, of this test',
    threads: 2,
    refused: [
      { name: 'webgpu', reason: 'no adapter; take another.' },
      { name: 'webgl', reason: 'no context.' },
    ],
  });
  expect(called).toEqual(['wasm']);
});

test('where none can be had it says why of each', async () => {
  await expect(
    activateBest([missing('webgpu', 'activate: no adapter.'), missing('webgl', 'activate: no context.')]),
  ).rejects.toThrow(
    new Error('activateBest: none of these backends can be had here.\nwebgpu: no adapter.\nwebgl: no context.'),
  );
});

test('no backends, and wrong options, are errors of their own', async () => {
  await expect(activateBest([])).rejects.toThrow(new RangeError('activateBest: backends must not be empty.'));
  const wrong = {
    name: 'wasm',
    activate: async () => {
      throw new RangeError('activate: threads must be a positive integer, got 0.');
    },
  };
  await expect(activateBest([wrong, there('cpu', [])])).rejects.toThrow(
    new RangeError('activate: threads must be a positive integer, got 0.'),
  );
});
