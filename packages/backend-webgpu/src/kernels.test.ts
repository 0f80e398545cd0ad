import { expectClose, testKernels } from '@tenonjs/testing';
import { cast, engine, fill, type NamedAttrMap, ones, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { kernels } from './kernels.js';

testKernels(Object.keys(kernels));

const wave = (n: number, from: number): number[] => Array.from({ length: n }, (_, i) => Math.sin(from + 1.3 * i));
const floats = (values: number[], shape = [values.length]): Tensor => tensor(values, shape, 'float32');
const run = (name: string, inputs: Record<string, Tensor>, attrs: object = {}): Tensor[] =>
  [engine().runKernel(name, inputs, attrs as NamedAttrMap) as Tensor | Tensor[]].flat();

async function expectOutputs(outputs: Tensor[], expected: number[][]): Promise<void> {
  expect(outputs.length).toBe(expected.length);
  for (const [i, values] of expected.entries()) expectClose(await outputs[i]!.data(), values);
  for (const output of outputs) output.dispose();
}

describe('Cumsum', () => {
  // Two lengths after each other: tfjs's own sums the second as if it were the first.
  test.each([
    [[2, 5], 1],
    [[2, 3], -1],
    [[3, 2, 2], 1],
    [[4], 0],
  ])('of %j along %i, each way', async (shape, axis) => {
    const x = wave(
      shape.reduce((a, b) => a * b),
      1,
    );
    for (const exclusive of [false, true]) {
      for (const reverse of [false, true]) {
        const at = axis < 0 ? axis + shape.length : axis;
        const inner = shape.slice(at + 1).reduce((a, b) => a * b, 1);
        const place = (i: number): number => Math.floor(i / inner) % shape[at]!;
        const sums = x.map((_, i) =>
          x.reduce((sum, value, j) => {
            const [a, b] = reverse ? [i, j] : [j, i];
            const sameRow = j - place(j) * inner === i - place(i) * inner;
            return sameRow && (place(a) < place(b) || (!exclusive && i === j)) ? sum + value : sum;
          }, 0),
        );
        await expectOutputs(run('Cumsum', { x: floats(x, shape) }, { axis, exclusive, reverse }), [sums]);
      }
    }
  });
});

test('what tfjs cast by its word alone is read as it is stored', async () => {
  const x = cast(tensor([1, 0, 1], [3], 'bool'), 'float32');
  await expectOutputs(run('Cumsum', { x }, { axis: 0 }), [[1, 1, 2]]);
});

test.each([
  ['SimpleRNN', { x: [1, 2, 1], kernel: [1, 2], recurrentKernel: [2, 2] }],
  ['LSTM', { x: [1, 2, 1], kernel: [1, 8], recurrentKernel: [2, 8] }],
  ['GRU', { x: [1, 2, 1], kernel: [1, 6], recurrentKernel: [2, 6] }],
  ['Attention', { query: [1, 2, 1, 2], key: [1, 3, 1, 2], value: [1, 3, 1, 2] }],
  ['LayerNormalization', { x: [2, 3] }],
  ['BatchNormalization', { x: [2, 3] }],
])('%s of what is not a number is none', async (name, shapes) => {
  const inputs = Object.entries(shapes).map(([key, shape], i) => [
    key,
    i === 0 ? fill(shape, Number.NaN) : ones(shape),
  ]);
  const given = Object.fromEntries(inputs) as Record<string, Tensor>;
  const [y, ...rest] = run(name, given, { scale: 1, epsilon: 1e-3 });
  expect((await y!.data()).every(Number.isNaN)).toBe(true);
  for (const tensor of [y!, ...rest, ...Object.values(given)]) tensor.dispose();
});

test('a GRU over 20 time steps is a shader each, and a few around them', async () => {
  const prototype = (globalThis as unknown as { GPUComputePassEncoder: { prototype: GPUComputePassEncoder } })
    .GPUComputePassEncoder.prototype;
  const { dispatchWorkgroups } = prototype;
  let count = 0;
  prototype.dispatchWorkgroups = function (...sizes) {
    count++;
    dispatchWorkgroups.apply(this, sizes);
  };
  const [x, kernel, recurrentKernel] = [ones([2, 20, 3]), ones([3, 12]), ones([4, 12])];
  const dy = ones([2, 20, 4]);
  try {
    const attrs = { resetAfter: true, returnSequences: true };
    const outputs = run('GRU', { x, kernel, recurrentKernel }, attrs);
    expect(count).toBe(22);
    const [, , gates, prev, inner] = outputs as [Tensor, Tensor, Tensor, Tensor, Tensor];
    const grads = run('GRUGrad', { recurrentKernel, gates, prev, inner, dy }, attrs);
    expect(count).toBeLessThanOrEqual(22 + 26);
    for (const tensor of [...outputs, ...grads]) tensor.dispose();
  } finally {
    prototype.dispatchWorkgroups = dispatchWorkgroups;
  }
  for (const tensor of [x, kernel, recurrentKernel, dy]) tensor.dispose();
});

test('more workgroups than a row of them holds', async () => {
  const size = 65_536 * 64 + 5;
  const x = tensor(new Float32Array(size).fill(2), [size]);
  const [y] = run('ReluGrad', { dy: x, y: x });
  const values = await y!.data();
  expect(values.every((value) => value === 2)).toBe(true);
  x.dispose();
  y!.dispose();
});
