import { expect, test } from 'vitest';
import { bf16Sum, fromBf16, toBf16 } from './bf16.js';

const rounded = (...values: number[]): number[] => {
  const [floats, halves] = [Float32Array.from(values), new Uint16Array(values.length)];
  toBf16(floats, halves);
  fromBf16(halves, floats);
  return [...floats];
};

test('numbers are rounded to the nearest of eight bits, ties to even', () => {
  expect(rounded(0, -0, 1, -2.5, 2 ** -130)).toEqual([0, -0, 1, -2.5, 2 ** -130]);
  // Between 1 and 1 + 2⁻⁷, and between that and 1 + 2⁻⁶.
  expect(rounded(1 + 2 ** -8, 1 + 2 ** -8 + 2 ** -20, 1 + 3 * 2 ** -8)).toEqual([1, 1 + 2 ** -7, 1 + 2 ** -6]);
  expect(rounded(3.4e38)).toEqual([Number.POSITIVE_INFINITY]);
  const bits = Uint32Array.of(0x7fffffff, 0xffffffff, 0x7f800001);
  const floats = new Float32Array(bits.buffer);
  const halves = new Uint16Array(3);
  toBf16(floats, halves);
  fromBf16(halves, floats);
  expect([...floats]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

test.each([1, 5, 12])('three ranks get the sums of %i values, alike', async (length) => {
  const size = 3;
  const given = Array.from({ length: size }, (_, rank) =>
    Float32Array.from({ length }, (_, i) => Math.sin(1 + i + 10 * rank)),
  );
  const expected = Array.from({ length }, (_, i) => given.reduce((sum, values) => sum + values[i]!, 0));
  // The exchanges of all ranks in one process: the last to come does it for all.
  const meeting = (move: (calls: [from: Uint16Array, to: Uint16Array][]) => void) => {
    let calls: [from: Uint16Array, to: Uint16Array][] = [];
    let waiting: (() => void)[] = [];
    return (rank: number) => (from: Uint16Array, to: Uint16Array) =>
      new Promise<void>((resolve) => {
        calls[rank] = [from, to];
        waiting.push(resolve);
        if (waiting.length < size) return;
        move(calls);
        for (const each of waiting) each();
        [calls, waiting] = [[], []];
      });
  };
  const allToAll = meeting((calls) => {
    for (const [rank, [, to]] of calls.entries()) {
      const n = to.length / size;
      for (const [other, [from]] of calls.entries()) to.set(from.subarray(rank * n, (rank + 1) * n), other * n);
    }
  });
  const allGather = meeting((calls) => {
    for (const [, to] of calls) for (const [other, [from]] of calls.entries()) to.set(from, other * from.length);
  });
  const sums = given.map((_, rank) => bf16Sum({ rank, size, allToAll: allToAll(rank), allGather: allGather(rank) }));
  for (let again = 0; again < 2; again++) {
    const all = given.map((values) => values.slice());
    await Promise.all(all.map((values, rank) => sums[rank]!(values)));
    expect(all[1]).toEqual(all[0]);
    expect(all[2]).toEqual(all[0]);
    // Each of the values, and their sum, is rounded by 2⁻⁹ of it at most.
    for (const [i, value] of expected.entries()) expect(Math.abs(all[0]![i]! - value)).toBeLessThan(6 * 2 ** -9);
  }
});
