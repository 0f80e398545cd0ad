import { expectClose } from '@tenonjs/testing';
import {
  add,
  elu,
  engine,
  fused,
  greaterEqual,
  leakyRelu,
  matMul,
  mul,
  ones,
  prelu,
  randomUniform,
  relu,
  relu6,
  sigmoid,
  type Tensor,
  tensor,
  tidy,
  transpose,
  zeros,
} from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { random } from '../testing/random.js';

/** A [m, k] · B [k, n] in float64, operands given as stored. */
function reference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  m: number,
  n: number,
  k: number,
  ta: boolean,
  tb: boolean,
): Float64Array {
  const c = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      for (let p = 0; p < k; p++) c[i * n + j]! += a[ta ? p * m + i : i * k + p]! * b[tb ? j * k + p : p * n + j]!;
    }
  }
  return c;
}

const sizes: [number, number, number][] = [
  [1, 1, 1],
  [1, 1, 5003],
  [2, 3, 4],
  [5, 7, 3],
  [6, 8, 9],
  [7, 9, 8],
  [8, 16, 5],
  [12, 24, 17],
  [13, 10, 31],
  [1, 33, 65],
  [33, 1, 65],
  [32, 10, 128],
  [20, 513, 5],
  [19, 21, 300],
  [7, 530, 257],
  [200, 15, 20],
  [197, 9, 513],
  [3, 4, 0],
  [0, 3, 2],
  [3, 0, 2],
];

describe('BatchMatMul', () => {
  for (const [m, n, k] of sizes) {
    for (const [ta, tb] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      test(`[${m}, ${k}] · [${k}, ${n}]${ta ? ', A transposed' : ''}${tb ? ', B transposed' : ''}`, () => {
        tidy(() => {
          const a = random(ta ? [k, m] : [m, k], 1);
          const b = random(tb ? [n, k] : [k, n], 2);
          const c = matMul(a as never, b as never, ta, tb) as Tensor;
          expect(c.shape).toEqual([m, n]);
          expectClose(c, reference(a.dataSync(), b.dataSync(), m, n, k, ta, tb), Math.max(1e-5, k * 1.5e-7));
        });
      });
    }
  }

  test('batches, broadcast on either side', () => {
    const shapes: [number[], number[]][] = [
      [
        [3, 4, 5],
        [3, 5, 6],
      ],
      [
        [3, 4, 5],
        [1, 5, 6],
      ],
      [
        [1, 4, 5],
        [3, 5, 6],
      ],
      [
        [2, 3, 4, 5],
        [5, 6],
      ],
      [
        [2, 1, 4, 5],
        [1, 3, 5, 6],
      ],
      [
        [2, 3, 4, 5],
        [3, 5, 6],
      ],
    ];
    for (const [sa, sb] of shapes) {
      tidy(() => {
        const a = random(sa, 3);
        const b = random(sb, 4);
        const c = matMul(a as never, b as never) as Tensor;
        const axes = c.shape.slice(0, -2);
        const expected: number[] = [];
        const count = axes.reduce((x, y) => x * y, 1);
        for (let i = 0; i < count; i++) {
          const index = axes.map(
            (size, axis) => Math.floor(i / axes.slice(axis + 1).reduce((x, y) => x * y, 1)) % size,
          );
          const at = (shape: number[]): number =>
            shape
              .slice(0, -2)
              .reduce(
                (sum, size, axis) => sum * size + (size === 1 ? 0 : index[axis + axes.length - shape.length + 2]!),
                0,
              );
          const pick = (x: Tensor, s: number[]): Float32Array =>
            (x.dataSync() as Float32Array).slice(at(s) * s.at(-1)! * s.at(-2)!);
          expected.push(...reference(pick(a, sa), pick(b, sb), 4, 6, 5, false, false));
        }
        expectClose(c, expected);
      });
    }
  });

  test('a shared right side with a transposed left side', () => {
    tidy(() => {
      const a = random([3, 5, 4], 1);
      const b = random([5, 6], 2);
      const each = [0, 1, 2].flatMap((i) => [
        ...reference(a.dataSync().slice(i * 20), b.dataSync(), 4, 6, 5, true, false),
      ]);
      expectClose(matMul(a as never, b as never, true), each);
    });
  });

  test('int32', () => {
    tidy(() => {
      const c = matMul(
        tensor([1, 2, 3, 4], [2, 2], 'int32') as never,
        tensor([5, 6, 7, 8], [2, 2], 'int32') as never,
      ) as Tensor;
      expect(c.dtype).toBe('int32');
      expectClose(c, [19, 22, 43, 50]);
    });
  });

  for (const [m, n, k] of [
    [64, 32, 8],
    [68, 36, 300],
    [200, 520, 40],
  ] as const) {
    for (const part of [0.5, 1]) {
      test(`Aᵀ [${m}, ${k}] · B [${k}, ${n}], of which ${100 * part} % are zero: the bits of the product that knows nothing of it`, () => {
        tidy(() => {
          const a = random([k, m], 1);
          const b = mul(random([k, n], 2), greaterEqual(randomUniform([k, n], 0, 1, 'float32', 3), part));
          const c = matMul(a as never, b as never, true) as Tensor;
          expectClose(c, reference(a.dataSync(), b.dataSync(), m, n, k, true, false), 1e-4);
          expect(c.dataSync()).toEqual(matMul(transpose(a) as never, b as never).dataSync());
        });
      });
    }
  }

  test('what is not finite meets the zeros too', () => {
    tidy(() => {
      for (const value of [NaN, Infinity, -Infinity]) {
        const a = ones([8, 64]).arraySync() as number[][];
        a[3]![5] = value;
        const c = matMul(a, zeros([8, 32]), true).arraySync() as number[][];
        expect(c[5]).toEqual(Array(32).fill(NaN));
        expect(c[6]).toEqual(Array(32).fill(0));
      }
    });
  });

  test('NaN and infinity pass through', () => {
    tidy(() => {
      const c = matMul(tensor([NaN, 1, Infinity, 1], [2, 2]) as never, tensor([1, 1, 1, 1], [2, 2]) as never) as Tensor;
      expectClose(c, [NaN, NaN, Infinity, Infinity]);
    });
  });
});

describe('_FusedMatMul', () => {
  const alpha = 0.3;
  const after: Record<string, (x: Tensor, weights: Tensor) => Tensor> = {
    linear: (x) => x,
    relu,
    relu6,
    elu,
    sigmoid,
    leakyrelu: (x) => leakyRelu(x, alpha),
    prelu: (x, weights) => prelu(x, weights),
  };
  for (const [m, n, k] of [
    [5, 10, 9],
    [32, 16, 300],
    [1, 8, 4],
  ] as const) {
    for (const [activation, f] of Object.entries(after)) {
      test(`[${m}, ${k}] · [${k}, ${n}], bias, ${activation}`, () => {
        tidy(() => {
          const [a, b, bias, weights] = [random([m, k], 1), random([k, n], 2), random([n], 3), random([n], 4)];
          const preluActivationWeights = activation === 'prelu' ? weights : undefined;
          const y = fused.matMul({
            a: a as never,
            b: b as never,
            bias,
            activation: activation as never,
            leakyreluAlpha: alpha,
            ...(preluActivationWeights && { preluActivationWeights }),
          });
          expectClose(y, f(add(matMul(a as never, b as never), bias), weights));
        });
      });
    }
  }

  test('a scalar bias and a matrix of biases', () => {
    tidy(() => {
      const [a, b] = [random([4, 3], 1), random([3, 5], 2)];
      for (const shape of [[], [4, 5], [1, 5]]) {
        const bias = random(shape, 3);
        expectClose(
          engine().runKernel(
            '_FusedMatMul',
            { a, b, bias },
            { transposeA: false, transposeB: false, activation: 'relu' },
          ) as Tensor,
          relu(add(matMul(a as never, b as never), bias)),
        );
      }
    });
  });
});
