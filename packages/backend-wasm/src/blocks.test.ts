import {
  batchToSpaceND,
  cast,
  depthToSpace,
  gatherND,
  image,
  scatterND,
  spaceToBatchND,
  sparseToDense,
  type Tensor3D,
  type Tensor4D,
  tensor,
  tensorScatterUpdate,
  tidy,
} from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';

const counted = (shape: number[]): Tensor4D =>
  tensor(
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i),
    shape as [number, number, number, number],
    'int32',
  );

test('space goes to the batch by blocks, and back', () => {
  tidy(() => {
    const x = counted([1, 3, 4, 2]);
    const y = spaceToBatchND(
      x,
      [2, 2],
      [
        [1, 0],
        [0, 0],
      ],
    );
    expect([y.dtype, y.shape]).toEqual(['int32', [4, 2, 2, 2]]);
    // Row 0 is padding; rows 1, 3 of the padded image are 0, 2 of x.
    expect([...y.dataSync()].slice(0, 16)).toEqual([0, 0, 0, 0, 8, 9, 12, 13, 0, 0, 0, 0, 10, 11, 14, 15]);
    expect([...y.dataSync()].slice(16)).toEqual([0, 1, 4, 5, 16, 17, 20, 21, 2, 3, 6, 7, 18, 19, 22, 23]);
    const back = batchToSpaceND(
      y,
      [2, 2],
      [
        [1, 0],
        [0, 0],
      ],
    );
    expect([back.shape, [...back.dataSync()]]).toEqual([x.shape, [...x.dataSync()]]);
  });
});

test('depth goes to space in both formats', () => {
  tidy(() => {
    const last = depthToSpace(cast(counted([1, 1, 2, 8]), 'float32'), 2, 'NHWC');
    expect(last.shape).toEqual([1, 2, 4, 2]);
    expect([...last.dataSync()]).toEqual([0, 1, 2, 3, 8, 9, 10, 11, 4, 5, 6, 7, 12, 13, 14, 15]);
    const first = depthToSpace(cast(counted([1, 4, 1, 2]), 'float32'), 2, 'NCHW');
    expect([first.shape, [...first.dataSync()]]).toEqual([
      [1, 1, 2, 4],
      [0, 2, 1, 3, 4, 6, 5, 7],
    ]);
  });
});

test('images of integers are resized as those of floats', () => {
  tidy(() => {
    const x = tensor([0, 4, 8, 12], [2, 2, 1], 'int32') as Tensor3D;
    expect([...image.resizeBilinear(x, [2, 4]).dataSync()]).toEqual([0, 2, 4, 4, 8, 10, 12, 12]);
    expect([...image.resizeNearestNeighbor(x, [2, 4]).dataSync()]).toEqual([0, 0, 4, 4, 8, 8, 12, 12]);
  });
});

test('slices go to their indices, and come from them', () => {
  tidy(() => {
    const at = tensor(
      [
        [2, 0],
        [0, 1],
      ],
      [2, 2],
      'int32',
    );
    const rows = tensor(
      [
        [1, 2],
        [3, 4],
      ],
      [2, 2],
      'int32',
    );
    const scattered = scatterND(at, rows, [3, 2, 2]);
    expect([...scattered.dataSync()]).toEqual([0, 0, 3, 4, 0, 0, 0, 0, 1, 2, 0, 0]);
    expect(gatherND(scattered, at).arraySync()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    const updated = tensorScatterUpdate(
      tensor([5, 6, 7], [3], 'int32'),
      tensor([[1]], [1, 1], 'int32'),
      tensor([9], [1], 'int32'),
    );
    expect([...updated.dataSync()]).toEqual([5, 9, 7]);
    expect([
      ...sparseToDense(tensor([3, 1], [2], 'int32'), tensor([1, 2]), [4], tensor(-1, []) as never).dataSync(),
    ]).toEqual([-1, 2, -1, 1]);
    expect(() => gatherND(rows, tensor([[0, 0, 0]], [1, 3], 'int32'))).toThrow(
      new Error('index innermost dimension length must be <= tensor rank; saw: 3 vs. 2'),
    );
  });
});
