import { backend_util } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { geometry, type Windows } from './kernels/geometry.js';

const images: readonly [shape: number[], filter: number[], attrs: Windows][] = [
  [[2, 9, 7, 3], [3, 2, 3, 4], { strides: 1, pad: 'same' }],
  [[2, 9, 7, 3], [3, 2, 3, 4], { strides: [2, 3], pad: 'same' }],
  [[1, 5, 5, 1], [1, 1, 1, 1], { strides: 3, pad: 'same' }],
  [[2, 9, 7, 3], [3, 2, 3, 4], { strides: [2, 3], pad: 'valid' }],
  [[2, 9, 7, 3], [3, 2, 3, 4], { strides: 1, dilations: [2, 3], pad: 'same' }],
  [[2, 9, 7, 3], [3, 2, 3, 4], { strides: 1, dilations: 2, pad: 'valid' }],
  [[2, 9, 7, 3], [3, 2, 3, 4], { strides: 2, pad: 1 }],
  [[2, 9, 6, 3], [3, 3, 3, 4], { strides: 2, pad: 1, dimRoundingMode: null }],
  [[2, 9, 6, 3], [3, 3, 3, 4], { strides: 2, pad: 0, dimRoundingMode: 'ceil' }],
  [[2, 9, 6, 3], [2, 2, 3, 4], { strides: 2, pad: 1, dimRoundingMode: 'round' }],
  [
    [2, 9, 7, 3],
    [3, 2, 3, 4],
    {
      strides: [1, 2],
      pad: [
        [0, 0],
        [1, 2],
        [0, 3],
        [0, 0],
      ],
    },
  ],
];

test.each(images)('places windows on images %j, filter %j, %j, as tfjs does', (shape, filter, attrs) => {
  const { strides, dilations = 1, pad, dimRoundingMode } = attrs;
  const { dataFormat, filterShape, padInfo, ...theirs } = backend_util.computeConv2DInfo(
    shape as never,
    filter as never,
    strides as never,
    dilations as never,
    pad as never,
    dimRoundingMode ?? undefined,
  );
  const { type, ...padding } = padInfo;
  expect(geometry(shape, filter, filter[3]!, attrs)).toMatchObject({ ...theirs, padInfo: padding });
});

const volumes: readonly [shape: number[], filter: number[], attrs: Windows][] = [
  [[2, 5, 9, 7, 3], [2, 3, 2, 3, 4], { strides: 1, pad: 'same' }],
  [[2, 5, 9, 7, 3], [2, 3, 2, 3, 4], { strides: [1, 2, 2], pad: 'same' }],
  [[2, 5, 9, 7, 3], [2, 3, 2, 3, 4], { strides: [2, 1, 3], pad: 'valid' }],
  [[2, 5, 9, 7, 3], [2, 3, 2, 3, 4], { strides: 1, dilations: [1, 2, 3], pad: 'valid' }],
  [[2, 5, 9, 7, 3], [2, 3, 2, 3, 4], { strides: 2, pad: 1 }],
  [[2, 1, 2, 7, 3], [2, 3, 2, 3, 4], { strides: 1, pad: 'valid' }],
];

test.each(volumes)('places windows on volumes %j, filter %j, %j, as tfjs does', (shape, filter, attrs) => {
  const { strides, dilations = 1, pad } = attrs;
  const { dataFormat, filterShape, padInfo, effectiveFilterDepth, ...theirs } = backend_util.computeConv3DInfo(
    shape as never,
    filter as never,
    strides as never,
    dilations as never,
    pad as never,
  );
  const { type, back, ...padding } = padInfo;
  expect(geometry(shape, filter, filter[4]!, attrs)).toMatchObject({ ...theirs, padInfo: padding });
});

test('windows of volumes that leave gaps start at the first voxel, as in Keras and on images', () => {
  const { outShape, padInfo } = geometry([1, 5, 5, 5, 1], 1, 1, { strides: 3, pad: 'same' });
  expect(outShape).toEqual([1, 2, 2, 2, 1]);
  expect(padInfo).toEqual({ front: 0, top: 0, bottom: 0, left: 0, right: 0 });
});
