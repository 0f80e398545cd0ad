import type { Peers } from '@tenonjs/contracts';
import { expect, test } from 'vitest';
import { fused } from './fused.js';

const recorder = (bucket: number, lossy: boolean) => {
  const sent: [values: number[], exact: boolean][] = [];
  const sum = async (values: Float32Array, exact = false): Promise<void> => {
    sent.push([[...values], exact]);
    for (const i of values.keys()) values[i]! *= 2;
  };
  return { sent, peers: { bucket, lossy, sum } as Peers };
};

test('full buckets go out as soon as all before them are there, and all again in the next step', async () => {
  const { sent, peers } = recorder(3, false);
  const { parts, ready, sum } = fused([2, 4, 1], 2, peers);
  for (let step = 0; step < 2; step++) {
    for (const [i, part] of parts.entries()) part.fill(i + 1);
    ready(1);
    expect(sent).toEqual([]);
    ready(0);
    expect(sent.map(([values]) => values)).toEqual([
      [1, 1, 2],
      [2, 2, 2],
    ]);
    await sum();
    expect(sent.splice(0)[2]).toEqual([[3], false]);
    expect(parts.map((part) => [...part])).toEqual([[2, 2], [4, 4, 4, 4], [6]]);
  }
});

test('what must be exact goes out by itself where the rest is rounded', async () => {
  const { sent, peers } = recorder(100, true);
  const { parts, sum } = fused([2, 1, 2], 1, peers);
  for (const [i, part] of parts.entries()) part.fill(i);
  await sum();
  expect(sent).toEqual([
    [[0, 0], false],
    [[1, 2, 2], true],
  ]);
});
