import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Kernel, shared, sizeOf, stock } from '../kernel.js';
import { slice } from './slice.js';
import { transpose } from './transpose.js';

const range = (length: number, of: (i: number) => number): number[] => Array.from({ length }, (_, i) => of(i));

/** [batch, …space, …rest] to [blocks · batch, …space / block, …rest], padded first. */
export const spaceToBatchND: Kernel = (m, { x }, { blockShape: block, paddings }) => {
  const n: number = block.length;
  const rest = x.shape.slice(1 + n);
  const padded = stock(
    m,
    'PadV2',
    { x },
    { paddings: [[0, 0], ...paddings, ...rest.map(() => [0, 0])], constantValue: 0 },
  );
  const batch = x.shape[0];
  const space = padded.shape.slice(1, 1 + n).map((size, i) => size / block[i]);
  const apart = [batch, ...space.flatMap((size, i) => [size, block[i]]), ...rest];
  const perm = [
    ...range(n, (i) => 2 + 2 * i),
    0,
    ...range(n, (i) => 1 + 2 * i),
    ...range(rest.length, (i) => 1 + 2 * n + i),
  ];
  const y = transpose(m, { x: shared(padded, apart) }, { perm }) as TensorInfo;
  m.backend.disposeData(padded.dataId);
  return shared(y, [batch * sizeOf(block), ...space, ...rest]);
};

/** The way back, cropped at last. */
export const batchToSpaceND: Kernel = (m, { x }, { blockShape: block, crops }) => {
  const n: number = block.length;
  const batch = x.shape[0] / sizeOf(block);
  const [space, rest]: number[][] = [x.shape.slice(1, 1 + n), x.shape.slice(1 + n)];
  const apart = [...block, batch, ...space!, ...rest!];
  const perm = [
    n,
    ...range(2 * n, (i) => (i % 2 === 0 ? n + 1 + i / 2 : (i - 1) / 2)),
    ...range(rest!.length, (i) => 1 + 2 * n + i),
  ];
  const moved = transpose(m, { x: shared(x, apart) }, { perm }) as TensorInfo;
  const whole = space!.map((size, i) => size * block[i]);
  const y = slice(
    m,
    { x: shared(moved, [batch, ...whole, ...rest!]) },
    {
      begin: [0, ...crops.map(([before]: number[]) => before)],
      size: [batch, ...whole.map((size, i) => size - crops[i][0] - crops[i][1])],
    },
  );
  m.backend.disposeData(moved.dataId);
  return y;
};

/** [height, width, block² · channels] to [block · height, block · width, channels]. */
export const depthToSpace: Kernel = (m, { x }, { blockSize: n, dataFormat }) => {
  const last = dataFormat === 'NHWC';
  const [batch, height, width] = last ? x.shape : [x.shape[0], x.shape[2], x.shape[3]];
  const channels = (last ? x.shape[3] : x.shape[1]) / (n * n);
  const apart = last ? [batch, height, width, n, n, channels] : [batch, n, n, channels, height, width];
  const perm = last ? [0, 1, 3, 2, 4, 5] : [0, 3, 4, 1, 5, 2];
  const y = transpose(m, { x: shared(x, apart) }, { perm }) as TensorInfo;
  return shared(y, last ? [batch, n * height, n * width, channels] : [batch, channels, n * height, n * width]);
};
