import { expectClose, testKernels } from '@tenonjs/testing';
import { engine, memory, type NamedAttrMap, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { kernels } from './kernels.js';

testKernels(Object.keys(kernels));

const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
const wave = (shape: readonly number[], from: number): number[] =>
  Array.from({ length: size(shape) }, (_, i) => Math.sin(from + 1.3 * i));

/** What a kernel of one output gives, and that it leaves nothing else. */
async function expectOutput(name: string, inputs: Record<string, Tensor>, attrs: object, expected: number[]) {
  const before = memory().numTensors;
  const output = engine().runKernel(name, inputs, attrs as NamedAttrMap) as Tensor;
  expect(memory().numTensors).toBe(before + 1);
  expectClose(await output.data(), expected);
  for (const tensor of [output, ...Object.values(inputs)]) tensor.dispose();
}

/** Of a window at each place of an image: the rows and columns that it has. */
interface Windows {
  readonly image: readonly [number, number];
  readonly window: readonly [number, number];
  readonly strides: number | readonly [number, number];
  readonly pad: 'same' | 'valid' | number;
  readonly dilations?: number;
}

/** How many windows there are along an axis, and where the first begins. */
function along({ image, window, strides, pad, dilations = 1 }: Windows, axis: 0 | 1) {
  const stride = typeof strides === 'number' ? strides : strides[axis];
  const reach = (window[axis] - 1) * dilations + 1;
  if (pad === 'same') {
    const count = Math.ceil(image[axis] / stride);
    return { count, stride, first: -Math.floor(Math.max((count - 1) * stride + reach - image[axis], 0) / 2) };
  }
  const border = pad === 'valid' ? 0 : pad;
  return { count: Math.floor((image[axis] + 2 * border - reach) / stride) + 1, stride, first: -border };
}

/** Calls `see` with each place of each window that lies in the image, row by row. */
function walk(windows: Windows, see: (i: number, j: number, p: number, q: number, r: number, c: number) => void): void {
  const { image, window, dilations = 1 } = windows;
  const [down, right] = [along(windows, 0), along(windows, 1)];
  for (let i = 0; i < down.count; i++)
    for (let j = 0; j < right.count; j++)
      for (let p = 0; p < window[0]; p++)
        for (let q = 0; q < window[1]; q++) {
          const r = down.first + i * down.stride + p * dilations;
          const c = right.first + j * right.stride + q * dilations;
          if (r >= 0 && r < image[0] && c >= 0 && c < image[1]) see(i, j, p, q, r, c);
        }
}

test.each<[string, Windows, number]>([
  ['2 by 2, side by side', { image: [6, 6], window: [2, 2], strides: 2, pad: 'valid' }, 4],
  ['a row and a column left over', { image: [5, 7], window: [2, 2], strides: 2, pad: 'valid' }, 3],
  ['3 by 3, overlapping, padded', { image: [5, 6], window: [3, 3], strides: 2, pad: 'same' }, 2],
  ['3 by 2, a step apart, a border of 1', { image: [4, 5], window: [3, 2], strides: 1, pad: 1 }, 1],
  ['with gaps between', { image: [7, 5], window: [1, 2], strides: [2, 3], pad: 'valid' }, 5],
])('MaxPoolGrad, windows %s', async (_, windows, channels) => {
  const { window, strides, pad } = windows;
  const [height, width] = windows.image;
  const [rows, columns] = [along(windows, 0).count, along(windows, 1).count];
  // Few different numbers, so that some windows have their largest twice.
  const x = wave([2, height, width, channels], 1).map((value) => Math.round(value * 3));
  const dy = wave([2, rows, columns, channels], 2);
  const y = dy.map(() => -Infinity);
  const from = dy.map(() => 0);
  for (const b of [0, 1])
    walk(windows, (i, j, _p, _q, r, c) => {
      for (let d = 0; d < channels; d++) {
        const at = ((b * rows + i) * columns + j) * channels + d;
        const place = ((b * height + r) * width + c) * channels + d;
        if (x[place]! > y[at]!) [y[at], from[at]] = [x[place]!, place];
      }
    });
  const dx = x.map(() => 0);
  for (const [at, place] of from.entries()) dx[place]! += dy[at]!;
  await expectOutput(
    'MaxPoolGrad',
    {
      dy: tensor(dy, [2, rows, columns, channels]),
      input: tensor(x, [2, height, width, channels], 'float32'),
      output: tensor(y, [2, rows, columns, channels], 'float32'),
    },
    { filterSize: window, strides, pad },
    dx,
  );
});

test.each<[string, Windows, number, number]>([
  ['3 by 3', { image: [6, 6], window: [3, 3], strides: 1, pad: 'valid' }, 1, 4],
  ['odd sizes, padded', { image: [5, 7], window: [3, 3], strides: 1, pad: 'same' }, 3, 5],
  ['2 by 3, two steps apart, padded', { image: [6, 5], window: [2, 3], strides: [2, 1], pad: 'same' }, 2, 3],
  ['dilated', { image: [7, 7], window: [3, 2], strides: 1, pad: 'valid', dilations: 2 }, 2, 2],
  ['1 by 1, a border of 1', { image: [3, 4], window: [1, 1], strides: 1, pad: 1 }, 3, 2],
])('Conv2DBackpropFilter, windows %s', async (_, windows, channels, filters) => {
  const { window, strides, pad, dilations } = windows;
  const [height, width] = windows.image;
  const [rows, columns] = [along(windows, 0).count, along(windows, 1).count];
  const x = wave([3, height, width, channels], 1);
  const dy = wave([3, rows, columns, filters], 2);
  const filterShape = [...window, channels, filters];
  const dw = new Array<number>(size(filterShape)).fill(0);
  for (const b of [0, 1, 2])
    walk(windows, (i, j, p, q, r, c) => {
      for (let d = 0; d < channels; d++)
        for (let f = 0; f < filters; f++)
          dw[((p * window[1] + q) * channels + d) * filters + f]! +=
            x[((b * height + r) * width + c) * channels + d]! * dy[((b * rows + i) * columns + j) * filters + f]!;
    });
  await expectOutput(
    'Conv2DBackpropFilter',
    { x: tensor(x, [3, height, width, channels]), dy: tensor(dy, [3, rows, columns, filters]) },
    { strides, pad, dataFormat: 'NHWC', filterShape, ...(dilations && { dilations }) },
    dw,
  );
});

test('Conv2DBackpropFilter with the channels first is left to tfjs', () => {
  const x = tensor(wave([1, 1, 3, 3], 1), [1, 1, 3, 3]);
  // Each weight by the one number of dy.
  return expectOutput(
    'Conv2DBackpropFilter',
    { x, dy: tensor([2], [1, 1, 1, 1]) },
    { strides: 1, pad: 'valid', dataFormat: 'NCHW', filterShape: [3, 3, 1, 1] },
    wave([1, 1, 3, 3], 1).map((value) => 2 * value),
  );
});

test.each<[number[], number[] | null, boolean]>([
  [[33, 5], [0], false],
  [[33, 5], null, false],
  [[1000, 3], [0], true],
  [[2, 17, 9, 4], [0, 1, 2], false],
  [[3, 7, 11], [-2, 0], true],
  [[4, 50], [1], false],
  [[3, 2], [0], false],
])('Sum of shape %j along %j', async (shape, axis, keepDims) => {
  const x = wave(shape, 1);
  const along = axis?.map((one) => (one + shape.length) % shape.length) ?? [...shape.keys()];
  const kept = shape.map((size, i) => (along.includes(i) ? 1 : size));
  const sums = new Array<number>(size(kept)).fill(0);
  for (const [i, value] of x.entries()) {
    let [rest, place, stride] = [i, 0, 1];
    for (let at = shape.length - 1; at >= 0; at--) {
      place += (kept[at] === 1 ? 0 : rest % shape[at]!) * stride;
      stride *= kept[at]!;
      rest = Math.floor(rest / shape[at]!);
    }
    sums[place]! += value;
  }
  await expectOutput('Sum', { x: tensor(x, shape) }, { axis, keepDims }, sums);
});
