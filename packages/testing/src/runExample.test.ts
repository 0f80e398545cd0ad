import { tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { runExample } from './runExample.js';

const run = (code: string, exports: Record<string, unknown> = {}): Promise<void> =>
  runExample(code, exports, import.meta.filename);

test('values that hold pass: tensors, numbers, arrays, objects, strings, promises', async () => {
  await run(
    `
    import { tmpdir } from 'node:os';
    const x: Tensor2D = tensor2d([[0, 1], [NaN, -Infinity]]);
    x; // [[0, 1], [NaN, -Infinity]]
    add(1, 2); // 3
    greater([1, 2], 1); // [false, true]
    x.shape; // [2, 2]
    const relu = sum(tensor1d([1 / 3, 1])); // 1.33333
    new Float32Array([0.5, 1e-7]); // [0.5, 1e-7]
    ({ a: x.rank, b: 'two' }); // { a: 2, b: 'two' }
    Promise.resolve('late'); // "late"
    double(2); // 4
    double(4); // twice 4
    tmpdir().length > 0; // true
    double(-1); // throws RangeError: double: x must be positive, got -1.
    double(-1); // throws double: x must be…
  `,
    {
      double: (x: number) => {
        if (x < 0) throw new RangeError(`double: x must be positive, got ${x}.`);
        return 2 * x;
      },
    },
  );
});

test.each([
  ['1 + 1; // 3', 'the example says 3, but the value is 2'],
  ['tensor1d([1, 2]); // [1]', 'the example says [1], but the value is [1, 2]'],
  ['tensor2d([[1, 2]]); // [1, 2]', 'the example says [1, 2], but the value is [[1, 2]]'],
  ['0.5; // 0.5002', 'the example says 0.5002, but the value is 0.5'],
  ["'a'; // 'b'", "the example says 'b', but the value is 'a'"],
  ['const a = 1; // 2', 'the example says 2, but the value is 1'],
  ['1; // throws x', 'the example says that it throws x, but nothing was thrown'],
  ['identity(); // throws x', 'the example says that it throws x, but it throws given.'],
])('%s fails', async (code, message) => {
  const identity = (): never => {
    throw new Error('given.');
  };
  await expect(run(code, { identity })).rejects.toThrow(message);
});

test('what an example throws is not swallowed', async () => {
  await expect(run('nothing.here;')).rejects.toThrow('nothing is not defined');
  await expect(run('await fail();', { fail: () => Promise.reject(new Error('late')) })).rejects.toThrow('late');
});

test('an export hides the operation of the same name', () =>
  run('relu(tensor2d([[-1]])); // [[7]]', { relu: () => tensor2d([[7]]) }));
