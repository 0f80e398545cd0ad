import { expectClose } from '@tenonjs/testing';
import { cast, mean, oneHot, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { random } from '../testing/random.js';

const cases: [number[], number | number[] | undefined][] = [
  [[1], 0],
  [[7], undefined],
  [[100], 0],
  [[3, 5], 0],
  [[3, 5], 1],
  [[3, 5], -1],
  [[3, 5], []],
  [[21, 1000], 1],
  [[2000, 33], 0],
  [
    [4, 5, 6, 7],
    [1, 2],
  ],
  [
    [4, 5, 6, 7],
    [0, 2],
  ],
  [
    [4, 5, 6, 7],
    [3, 0, 1, 2],
  ],
  [
    [4, 5, 6, 20],
    [2, 1, 0],
  ],
  [[0, 3], 0],
  [[3, 0], 0],
];

for (const [shape, axis] of cases) {
  test(`Sum and Mean of [${shape.join(', ')}] over ${axis === undefined ? 'all' : JSON.stringify(axis)}`, () => {
    tidy(() => {
      const x = random(shape, 1);
      const axes = [axis ?? shape.map((_, i) => i)].flat().map((a) => (a + shape.length) % shape.length);
      const rest = shape.map((size, i) => (axes.includes(i) ? 1 : size));
      const expected = new Float64Array(rest.reduce((a, b) => a * b, 1));
      x.dataSync().forEach((value, i) => {
        let [to, stride] = [0, 1];
        for (let a = shape.length - 1; a >= 0; a--) {
          if (!axes.includes(a)) {
            to += (i % shape[a]!) * stride;
            stride *= shape[a]!;
          }
          i = Math.floor(i / shape[a]!);
        }
        expected[to]! += value;
      });
      const y: Tensor = sum(x, axis, true);
      expect(y.shape).toEqual(rest);
      expectClose(y, expected, 1e-5);
      expect(sum(x, axis).shape).toEqual(shape.filter((_, i) => !axes.includes(i)));
      const n = x.size / expected.length;
      if (n > 0)
        expectClose(
          mean(x, axis),
          expected.map((v) => v / n),
          1e-6,
        );
    });
  });
}

test('Sum of integers and of truth values stays int32', () => {
  tidy(() => {
    const x = tensor([1, 2, 3, 0], [2, 2], 'int32');
    expectClose(sum(x, 0), [4, 2]);
    expect(sum(x).dtype).toBe('int32');
    expectClose(sum(cast(x, 'bool')), 3);
  });
});

test('a long sum keeps its precision', () => {
  tidy(() => {
    const n = 1 << 20;
    expectClose(sum(tensor(new Float32Array(n).fill(0.1), [n])), n * Math.fround(0.1), 1e-5);
    expectClose(
      sum(tensor(new Float32Array(2 * n).fill(0.1), [n, 2]), 0),
      [n * Math.fround(0.1), n * Math.fround(0.1)],
      1e-4,
    );
  });
});

test('OneHot has its dtype', () => {
  tidy(() => {
    const indices = tensor([1, 3, -1, 0], [4], 'int32');
    for (const dtype of ['float32', 'int32'] as const) {
      const y = oneHot(indices, 3, 5, 2, dtype);
      expect(y.dtype).toBe(dtype);
      expectClose(y, [2, 5, 2, 2, 2, 2, 2, 2, 2, 5, 2, 2]);
    }
  });
});

test('Cast to bool asks whether a number is zero', () => {
  tidy(() => {
    expectClose(cast(tensor([0, 0.5, 256, -1, NaN], [5]), 'bool'), [0, 1, 1, 1, 1]);
  });
});
