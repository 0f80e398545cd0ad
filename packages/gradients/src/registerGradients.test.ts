import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import * as activations from '@tenonjs/activations';
import { backendName, expectClose, expectGradients, expectNoLeak } from '@tenonjs/testing';
import * as tf from '@tensorflow/tfjs-core';
import { build } from 'esbuild';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allGradients } from './allGradients.js';
import { broadcastToGradient } from './broadcastTo.js';
import { registerGradients } from './registerGradients.js';

type Unit = (...xs: any[]) => tf.Tensor;
type Case = readonly [name: string, f: Unit, ...inputs: tf.Tensor[]];

/** Values between `from` and `to`, none near another, none near 0. */
function spreadOut(shape: number[], from = -2, to = 2): tf.Tensor {
  const n = shape.reduce((a, b) => a * b, 1);
  const order = Array.from({ length: n }, (_, i) => ((i * 7919) % 104729) % n);
  const seen = new Set<number>();
  const places = order.map((place) => {
    let free = place;
    while (seen.has(free)) free = (free + 1) % n;
    seen.add(free);
    return free;
  });
  return tf.tensor(
    places.map((i) => {
      const value = from + ((to - from) * (i + 0.37)) / n;
      return Math.abs(value) < 0.08 ? value + 0.16 * Math.sign(value || 1) : value;
    }),
    shape,
    'float32',
  );
}

const x = (...shape: number[]) => spreadOut(shape);
const positive = (...shape: number[]) => spreadOut(shape, 0.3, 2);
const unit = (...shape: number[]) => spreadOut(shape, -0.8, 0.8);

/** These cases, on a backend that has the kernel. */
const where = (kernel: string, ...list: Case[]): Case[] =>
  tf.getKernel(kernel, tf.getBackend()) === undefined ? [] : list;

/** Each kernel, by operations that run it; `name` begins with the kernel's. */
const cases = (): Case[] => [
  ['Abs', tf.abs, x(6)],
  ['Acos', tf.acos, unit(6)],
  ['Acosh', tf.acosh, spreadOut([5], 1.3, 3)],
  ['Add', tf.add, x(2, 3), x(2, 3)],
  ['Add, broadcast', tf.add, x(2, 3), x(3)],
  ['Add, broadcast both ways', tf.add, x(2, 1), x(1, 3)],
  ['AddN', (a, b, c) => tf.addN([a, b, c]), x(2, 2), x(2, 2), x(2, 2)],
  ['ArgMax', (a) => tf.add(tf.square(a), tf.cast(tf.argMax(a, 0), 'float32')), x(4, 3)],
  ['ArgMin', (a) => tf.add(tf.square(a), tf.cast(tf.argMin(a, 0), 'float32')), x(4, 3)],
  ['Asin', tf.asin, unit(6)],
  ['Asinh', tf.asinh, x(6)],
  ['Atan', tf.atan, x(6)],
  ['Atan2', tf.atan2, x(6), positive(6)],
  ['Atanh', tf.atanh, unit(6)],
  ['AvgPool', (a) => tf.avgPool(a, 2, 1, 'same'), x(1, 4, 4, 2)],
  ['AvgPool3D', (a) => tf.avgPool3d(a, 2, 1, 'valid'), x(1, 3, 3, 3, 1)],
  ...[false, true].flatMap((transposeA) =>
    [false, true].map(
      (transposeB): Case => [
        `BatchMatMul ${transposeA} ${transposeB}`,
        (a, b) => tf.matMul(a, b, transposeA, transposeB),
        transposeA ? x(2, 3, 2) : x(2, 2, 3),
        transposeB ? x(2, 4, 3) : x(2, 3, 4),
      ],
    ),
  ),
  ['BatchMatMul, broadcast', (a, b) => tf.matMul(a, b), x(2, 2, 3), x(1, 3, 2)],
  [
    'BatchToSpaceND',
    (a) =>
      tf.batchToSpaceND(
        a,
        [2, 2],
        [
          [0, 0],
          [0, 1],
        ],
      ),
    x(4, 2, 2, 1),
  ],
  ['BroadcastTo', (a) => tf.broadcastTo(a, [2, 3, 2]), x(3, 1)],
  ['Cast', (a) => tf.cast(tf.mul(a, 2), 'float32'), x(3)],
  ['Ceil', (a) => tf.add(a, tf.ceil(a)), spreadOut([4], 0.2, 0.8)],
  ['ClipByValue', (a) => tf.clipByValue(a, -0.75, 0.8), x(9)],
  ['Concat', (a, b) => tf.concat([a, b], 1), x(2, 2), x(2, 3)],
  ['Concat, last axis', (a, b) => tf.concat([a, b], -1), x(2, 1, 2), x(2, 1, 3)],
  ['Cos', tf.cos, x(5)],
  ['Cosh', tf.cosh, x(5)],
  ['Cumsum', (a) => tf.cumsum(a, 1), x(2, 4)],
  ['Cumsum, first axis', (a) => tf.cumsum(a, 0, true, true), x(3, 2, 2)],
  ['DepthToSpace', (a) => tf.depthToSpace(a, 2), x(1, 2, 3, 8)],
  ['Elu', tf.elu, x(6)],
  ['Equal', (a) => tf.where(tf.equal(a, 3), a, tf.square(a)), x(4)],
  ['Erf', tf.erf, x(6)],
  ['Exp', tf.exp, x(5)],
  ['ExpandDims', (a) => tf.expandDims(a, 1), x(3, 2)],
  ['Expm1', tf.expm1, x(5)],
  ['Floor', (a) => tf.add(a, tf.floor(a)), spreadOut([4], 0.2, 0.8)],
  ['FusedBatchNorm', (a, m, v, o, s) => tf.batchNorm(a, m, v, o, s), x(3, 2), x(2), positive(2), x(2), positive(2)],
  [
    'GatherNd',
    (a) =>
      tf.gatherND(
        a,
        tf.tensor2d(
          [
            [0, 1],
            [1, 0],
            [0, 1],
          ],
          [3, 2],
          'int32',
        ),
      ),
    x(2, 3),
  ],
  ['Greater', (a) => tf.where(tf.greater(a, 0.3), a, tf.square(a)), x(6)],
  ['GreaterEqual', (a) => tf.where(tf.greaterEqual(a, 0.3), a, tf.square(a)), x(6)],
  ['Identity', (a) => tf.clone(a), x(3)],
  ['IsFinite', (a) => tf.where(tf.isFinite(a), a, tf.square(a)), x(3)],
  ['IsInf', (a) => tf.where(tf.isInf(a), a, tf.square(a)), x(3)],
  ['IsNan', (a) => tf.where(tf.isNaN(a), a, tf.square(a)), x(3)],
  ['LeakyRelu', (a) => tf.leakyRelu(a, 0.3), x(6)],
  ['Less', (a) => tf.where(tf.less(a, 0.3), a, tf.square(a)), x(6)],
  ['LessEqual', (a) => tf.where(tf.lessEqual(a, 0.3), a, tf.square(a)), x(6)],
  ['Log', tf.log, positive(5)],
  ['Log1p', tf.log1p, positive(5)],
  ['LogicalAnd', (a) => tf.where(tf.logicalAnd(tf.greater(a, 0), tf.less(a, 1)), a, tf.square(a)), x(6)],
  ['LogicalNot', (a) => tf.where(tf.logicalNot(tf.greater(a, 0)), a, tf.square(a)), x(6)],
  ['LogicalOr', (a) => tf.where(tf.logicalOr(tf.greater(a, 1), tf.less(a, -1)), a, tf.square(a)), x(6)],
  ['Max', (a) => tf.max(a, 1), x(3, 4)],
  ['Max of all', (a) => tf.max(a), x(3, 4)],
  ['Maximum', tf.maximum, x(2, 3), unit(3)],
  ['MaxPool', (a) => tf.maxPool(a, 2, 2, 'valid'), x(1, 4, 4, 2)],
  ['MaxPool of negative values', (a) => tf.maxPool(a, [2, 2], 1, 'same'), spreadOut([1, 4, 4, 1], -9, -1)],
  ['Mean', (a) => tf.mean(a, [0, 2]), x(2, 3, 2)],
  ['Mean of all', (a) => tf.mean(a), x(2, 3)],
  ['Min', (a) => tf.min(a, 0), x(3, 4)],
  ['Minimum', tf.minimum, x(2, 3), unit(3)],
  ['Mod', (a, b) => tf.mod(a, b), tf.tensor1d([5.3, 7.1, 2.6]), tf.tensor1d([2.1, 3.2, 1.7])],
  ['Multiply', tf.mul, x(2, 3), x(3)],
  ['Neg', tf.neg, x(3)],
  ['NotEqual', (a) => tf.where(tf.notEqual(a, 3), a, tf.square(a)), x(4)],
  ['OnesLike', (a) => tf.add(a, tf.onesLike(a)), x(3)],
  ['Pack', (a, b) => tf.stack([a, b], 1), x(3, 2), x(3, 2)],
  [
    'PadV2',
    (a) =>
      tf.pad(a, [
        [1, 0],
        [2, 1],
      ]),
    x(2, 3),
  ],
  ['Pow', (a, b) => tf.pow(a, b), positive(4), x(4)],
  ['Pow, scalar', (a) => tf.pow(a, tf.scalar(3)), x(4)],
  ['Prelu', (a, alpha) => tf.prelu(a, alpha), x(2, 3), unit(3)],
  ['Prod', (a) => tf.prod(a, 1), x(2, 4)],
  ['Prod with a zero', (a) => tf.prod(a), tf.tensor1d([2, 0, 3])],
  ['Prod over two axes', (a) => tf.prod(a, [0, 2]), x(2, 3, 2)],
  ['RealDiv', tf.div, x(2, 3), positive(3)],
  ['Reciprocal', tf.reciprocal, positive(4)],
  ['Relu', tf.relu, x(6)],
  ['Relu6', tf.relu6, spreadOut([6], -3, 9)],
  ['Reshape', (a) => tf.reshape(a, [3, 2]), x(2, 3)],
  ['ResizeBilinear', (a) => tf.image.resizeBilinear(a, [5, 3]), x(1, 3, 2, 2)],
  ['Reverse', (a) => tf.reverse(a, 1), x(2, 3)],
  ['Round', (a) => tf.add(a, tf.round(a)), spreadOut([4], 0.6, 0.9)],
  ['Rsqrt', tf.rsqrt, positive(5)],
  ['ScatterNd', (a) => tf.scatterND(tf.tensor2d([[2], [0]], [2, 1], 'int32'), a, [4, 3]), x(2, 3)],
  ['Select', (a, b) => tf.where(tf.tensor1d([true, false, true], 'bool'), a, b), x(3), x(3)],
  ['Selu', tf.selu, x(6)],
  ['Sigmoid', tf.sigmoid, x(6)],
  ['Sign', (a) => tf.add(a, tf.sign(a)), x(4)],
  ['Sin', tf.sin, x(5)],
  ['Sinh', tf.sinh, x(5)],
  ['Slice', (a) => tf.slice(a, [0, 1], [2, 2]), x(3, 4)],
  ['Slice, short', (a) => tf.slice(a, 1), x(3, 4)],
  ['Softmax', (a) => tf.softmax(a), x(2, 4)],
  ['Softplus', tf.softplus, x(6)],
  [
    'SpaceToBatchND',
    (a) =>
      tf.spaceToBatchND(
        a,
        [2, 2],
        [
          [0, 0],
          [1, 0],
        ],
      ),
    x(1, 4, 3, 1),
  ],
  [
    'SplitV',
    (a) => {
      const [p, q] = tf.split(a, [1, 3], 1);
      return tf.concat([tf.mul(q!, 2), p!], 1);
    },
    x(2, 4),
  ],
  ['SplitV, one part unused', (a) => tf.split(a, 2, 0)[1]!, x(4, 2)],
  ['Sqrt', tf.sqrt, positive(5)],
  ['Square', tf.square, x(5)],
  ['SquaredDifference', tf.squaredDifference, x(2, 3), unit(3)],
  ['Step', (a) => tf.add(a, tf.step(a)), x(4)],
  ['Sub', tf.sub, x(2, 3), x(2, 1)],
  ['Sum', (a) => tf.sum(a, 0), x(3, 2)],
  ['Sum of all', (a) => tf.sum(a), x(3, 2)],
  ['Tan', tf.tan, unit(5)],
  ['Tanh', tf.tanh, x(5)],
  ['Tile', (a) => tf.tile(a, [2, 1, 3]), x(2, 2, 2)],
  ['Transpose', (a) => tf.transpose(a, [2, 0, 1]), x(2, 3, 4)],
  [
    'Unpack',
    (a) => {
      const [p, q] = tf.unstack(a, 1);
      return tf.sub(p!, tf.square(q!));
    },
    x(3, 2),
  ],
  ['UnsortedSegmentSum', (a) => tf.add(tf.sum(a), tf.gather(a, tf.tensor1d([0, 1], 'int32'))), x(2, 3)],
  ['ZerosLike', (a) => tf.add(a, tf.zerosLike(a)), x(3)],
  // Kernels that tfjs ships for cpu alone, or that @tenonjs/backend-wasm adds.
  ...([
    ['Conv2D', (a, w) => tf.conv2d(a, w, 2, 'same'), x(1, 5, 4, 2), x(3, 2, 2, 3)],
    ['Conv2DBackpropInput', (a, w) => tf.conv2dTranspose(a, w, [1, 5, 4, 2], 2, 'same'), x(1, 3, 2, 3), x(3, 2, 2, 3)],
    ['DepthwiseConv2dNative', (a, w) => tf.depthwiseConv2d(a, w, 1, 'valid'), x(1, 4, 4, 2), x(2, 3, 2, 2)],
    ['GatherV2', (a) => tf.gather(a, tf.tensor1d([2, 0, 2], 'int32'), 1), x(2, 3, 2)],
    [
      'GatherV2, of rows',
      (a) =>
        tf.gather(
          a,
          tf.tensor2d(
            [
              [2, 0],
              [2, 1],
            ],
            [2, 2],
            'int32',
          ),
        ),
      x(3, 2),
    ],
    [
      'GatherV2, by batch',
      (a) =>
        tf.gather(
          a,
          tf.tensor2d(
            [
              [2, 0],
              [2, 1],
            ],
            [2, 2],
            'int32',
          ),
          1,
          1,
        ),
      x(2, 3, 2),
    ],
    [
      'MirrorPad',
      (a) =>
        tf.mirrorPad(
          a,
          [
            [1, 2],
            [2, 1],
          ],
          'reflect',
        ),
      x(3, 3),
    ],
    ['MirrorPad, symmetric', (a) => tf.mirrorPad(a, [[3, 1]], 'symmetric'), x(3)],
    ['Conv2D, dilated', (a, w) => tf.conv2d(a, w, 1, 'same', 'NHWC', [2, 3]), x(2, 6, 5, 2), x(2, 2, 2, 3)],
    ['DepthwiseConv2dNative, strided', (a, w) => tf.depthwiseConv2d(a, w, 2, 'same'), x(1, 5, 4, 2), x(3, 2, 2, 2)],
    [
      'DepthwiseConv2dNative, dilated',
      (a, w) => tf.depthwiseConv2d(a, w, 1, 'same', 'NHWC', 2),
      x(1, 5, 4, 2),
      x(2, 2, 2, 1),
    ],
    ['Cumprod', (a) => tf.cumprod(a, 1), x(2, 4)],
    ['Cumprod, exclusive and reversed, with a zero', (a) => tf.cumprod(a, 0, true, true), tf.tensor1d([2, 0, 3, 1])],
    ['StridedSlice', (a) => tf.stridedSlice(a, [0, 3], [3, 0], [2, -1]), x(3, 4)],
    [
      'TensorScatterUpdate',
      (a, u) => tf.tensorScatterUpdate(a, tf.tensor2d([[2], [0]], [2, 1], 'int32'), u),
      x(4, 3),
      x(2, 3),
    ],
    ['TopK', (a) => tf.topk(a, 2).values, x(3, 4)],
    ['AvgPool, strided', (a) => tf.avgPool(a, [3, 2], [2, 2], 'same'), x(1, 4, 5, 2)],
  ] as Case[]),
  ...where('UnsortedSegmentSum', [
    'UnsortedSegmentSum of a sum',
    (a) => tf.unsortedSegmentSum(a, tf.tensor1d([2, 0, -1, 2], 'int32'), 3),
    x(4, 2),
  ]),
  ...where(
    'Einsum',
    ['Einsum', (a, b) => tf.einsum('ij,jk->ik', a, b), x(2, 3), x(3, 2)],
    ['Einsum, with a batch', (a, b) => tf.einsum('bij,jk->bik', a, b), x(2, 3, 2), x(2, 4)],
    ['Einsum of one', (a) => tf.einsum('ij->i', a), x(2, 3)],
  ),
  ...where('LogSoftmax', [
    'LogSoftmax',
    (a) => tf.engine().runKernel('LogSoftmax', { logits: a }, { axis: -1 }) as tf.Tensor,
    x(2, 4),
  ]),
  // The stock wasm kernel for the input's gradient gives wrong values.
  ...(backendName === 'wasm-stock'
    ? []
    : ([['Conv3D', (a, w) => tf.conv3d(a, w, 1, 'same'), x(1, 3, 2, 3, 1), x(2, 2, 2, 1, 2)]] as Case[])),
  ...where('Dilation2D', ['Dilation2D', (a, w) => tf.dilation2d(a, w, 1, 'valid', 1), x(1, 3, 3, 1), unit(2, 2, 1)]),
  ...where('LRN', ['LRN', (a) => tf.localResponseNormalization(a, 2, 1, 0.5, 0.5), x(1, 2, 2, 5)]),
  ...where('AvgPool3D', ['AvgPool3D, padded', (a) => tf.avgPool3d(a, 2, 2, 'same'), x(1, 3, 3, 3, 1)]),
  ...where('MaxPool3D', ['MaxPool3D', (a) => tf.maxPool3d(a, 2, 1, 'valid'), x(1, 3, 3, 3, 1)]),
  ...where('ResizeNearestNeighbor', [
    'ResizeNearestNeighbor',
    (a) => tf.image.resizeNearestNeighbor(a, [4, 3]),
    x(1, 2, 2, 1),
  ]),
];

/** Where tfjs-core's own gradient is known to be another, and why ours is right. */
const differs: Record<string, string> = {
  'Conv2D, dilated': 'theirs refuses',
  'DepthwiseConv2dNative, dilated': 'theirs refuses',
  ResizeBilinear: 'on cpu theirs has height and width swapped',
  Einsum: 'there is none',
  AvgPool: 'theirs divides by the whole window at the edges',
  'GatherV2, by batch': 'theirs throws',
  MirrorPad: 'theirs drops the reflections',
  Maximum: 'theirs does not sum over what was broadcast',
  Minimum: 'theirs does not sum over what was broadcast',
  SquaredDifference: 'theirs does not sum over what was broadcast',
  'BatchMatMul, broadcast': 'theirs does not sum over what was broadcast',
  'Cumsum, first axis': 'theirs transposes what is in order',
  MaxPool: 'theirs is wrong on wasm',
  Prod: 'theirs is for one axis without zeros',
};

const named = (list: Case[]): [string, { f: Unit; inputs: tf.Tensor[] }][] =>
  list.map(([name, f, ...inputs]) => [name, { f, inputs }]);

const tapeOf = (f: (...xs: any[]) => tf.Tensor, inputs: readonly tf.Tensor[]): Float32Array[] =>
  tf.tidy(() =>
    tf
      .grads((...xs) => tf.sum(tf.mul(f(...xs), tf.cos(f(...xs)))) as tf.Scalar)([...inputs])
      .map((g) => g.dataSync().slice() as Float32Array),
  );

let theirs: Map<string, tf.GradConfig>;
beforeAll(async () => {
  // tfjs-core's gradient definitions cannot be imported in Node; a bundler can read them, and the registry is shared.
  const core = createRequire(import.meta.url)
    .resolve('@tensorflow/tfjs-core/package.json')
    .replace(/package\.json$/, '');
  const { outputFiles } = await build({
    stdin: { contents: `import './dist/register_all_gradients';`, resolveDir: core },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    mainFields: ['module', 'main'],
    ignoreAnnotations: true,
    write: false,
    logLevel: 'silent',
  });
  new Function('require', 'module', outputFiles[0]!.text)(createRequire(import.meta.url), { exports: {} });
  theirs = new Map(
    allGradients().flatMap(({ kernelName }) => {
      const config = tf.getGradient(kernelName);
      return config ? [[kernelName, config]] : [];
    }),
  );
}, 120_000);
beforeEach(() => registerGradients());

describe('every gradient agrees with finite differences', () => {
  test.each(named(cases()))('%s', (_, { f, inputs }) => expectGradients(f, inputs, { step: 2 ** -6, tolerance: 4e-3 }));
});

// tfjs-core's own need kernels that its wasm backend lacks.
describe.skipIf(backendName === 'wasm-stock')('and with tfjs-core’s own, where it has one', () => {
  test.each(named(cases().filter(([name]) => !Object.keys(differs).some((known) => name.startsWith(known)))))(
    '%s',
    (_, { f, inputs }) => {
      const ours = tapeOf(f, inputs);
      for (const config of theirs.values()) tf.registerGradient(config);
      const expected = tapeOf(f, inputs);
      for (const [i, gradient] of ours.entries()) expectClose(gradient, expected[i]!, 1e-5);
    },
  );
});

test('every kernel that tfjs-core has a gradient for has one here', () => {
  const core = createRequire(import.meta.url)
    .resolve('@tensorflow/tfjs-core/package.json')
    .replace(/package\.json$/, '');
  expect(theirs.size).toBeGreaterThan(90);
  const names = new Set(allGradients().map(({ kernelName }) => kernelName));
  const { readdirSync } = createRequire(import.meta.url)('node:fs') as typeof import('node:fs');
  const missing = readdirSync(`${core}dist/gradients`)
    .flatMap((file) => /^(\w+)_grad\.js$/.exec(file)?.[1] ?? [])
    .filter((name) => !names.has(name));
  expect(missing).toEqual([]);
});

describe('nothing is left behind', () => {
  test.each(named(cases()))('%s', (_, { f, inputs }) => {
    const run = (): void => tf.dispose(tf.grads((...xs) => tf.sum(f(...xs)))([...inputs]));
    run();
    return expectNoLeak(run);
  });
});

// The stock wasm backend has no complex numbers.
test.skipIf(backendName === 'wasm-stock')('of a complex number’s size, with respect to the real part', () => {
  expectClose(tf.grad((z) => tf.abs(z))(tf.complex([3, 0, -5], [4, 0, 12])), [0.6, 0, -5 / 13]);
});

test('what is one-hot is constant', () => {
  const f = (a: tf.Tensor): tf.Tensor => tf.mul(tf.oneHot(tf.cast(a, 'int32'), 3), tf.expandDims(a, -1));
  expectClose(tf.grad(f)(tf.tensor1d([0.5, 2.5])), [1, 1]);
});

test('BroadcastTo, a kernel that no backend here has', () => {
  const dy = tf.tensor2d([
    [1, 2],
    [3, 4],
  ]);
  const { x: gradient } = broadcastToGradient.gradFunc(dy, [], { inputShape: [2, 1], shape: [2, 2] }) as {
    x: () => tf.Tensor;
  };
  const dx = gradient();
  expect(dx.shape).toEqual([2, 1]);
  expectClose(dx, [3, 7]);
});

test('without a gradient, tfjs-core says what the README quotes', () => {
  tf.unregisterGradient('Log');
  expect(() => tf.grad(tf.log)(tf.tensor1d([1]))).toThrow(
    'Cannot compute gradient: gradient function not found for Log.',
  );
});

test('one gradient stays one in a bundle', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { registerGradient } from '@tensorflow/tfjs-core';
        import { absGradient } from './index.ts';
        registerGradient(absGradient);`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    packages: 'external',
    write: false,
  });
  expect(gzipSync(outputFiles[0]!.contents).length).toBeLessThan(250);
});

const twice =
  (f: (x: tf.Tensor) => tf.Tensor) =>
  (at: tf.Tensor): tf.Tensor =>
    tf.grad((x) => tf.sum(tf.grad((y) => tf.sum(f(y)))(x)))(at);

describe('second derivatives of GELU and of activations', () => {
  const at = [-1.3, -0.2, 0.7, 1.9];
  const s = (a: number): number => 1 / (1 + Math.exp(-a));
  const phi = (a: number): number => Math.exp(-a * a * 0.5) / Math.sqrt(2 * Math.PI);
  const C = Math.sqrt(2 / Math.PI);
  const approximate = (a: number): number => {
    const [u, du, ddu] = [C * (a + 0.044715 * a ** 3), C * (1 + 0.134145 * a * a), C * 0.26829 * a];
    const [t, sech] = [Math.tanh(u), 1 - Math.tanh(u) ** 2];
    return sech * du + 0.5 * a * (sech * ddu - 2 * t * sech * du * du);
  };
  test.each<[string, (x: tf.Tensor) => tf.Tensor, (a: number) => number]>([
    [
      'gelu of plain operations',
      (a) => tf.mul(tf.mul(a, 0.5), tf.add(1, tf.erf(tf.div(a, Math.SQRT2)))),
      (a) => (2 - a * a) * phi(a),
    ],
    ['gelu', (a) => activations.gelu(a), (a) => (2 - a * a) * phi(a)],
    ['gelu, approximate', (a) => activations.gelu(a, { approximate: true }), approximate],
    ['tanh', activations.tanh, (a) => -2 * Math.tanh(a) * (1 - Math.tanh(a) ** 2)],
    ['sigmoid', activations.sigmoid, (a) => s(a) * (1 - s(a)) * (1 - 2 * s(a))],
    ['exponential', activations.exponential, Math.exp],
    ['softplus', activations.softplus, (a) => s(a) * (1 - s(a))],
    ['silu', activations.silu, (a) => s(a) * (1 - s(a)) * (2 + a * (1 - 2 * s(a)))],
  ])('%s', (_, f, second) => {
    expectClose(twice(f)(tf.tensor1d(at)), at.map(second), 1e-4);
  });
});

describe('every activation’s second derivative agrees with finite differences of the first', () => {
  // Away from the kinks at 0, ±0.5, ±1, ±3 and 6, and no two alike, for sparsemax.
  const at = tf.tensor2d([-2.3, -1.4, -0.7, -0.2, 0.3, 0.8, 1.6, 2.2], [2, 4]);
  // These are straight between their bends: what a gradient depends on there is not x.
  const { hardShrink: _h, linear: _l, relu: _r, sparsemax: _s, ...curved } = activations;
  test.each(Object.entries(curved))('%s', (_, f) => {
    const first = (a: tf.Tensor): tf.Tensor =>
      tf.grad((b) => {
        const y = (f as Unit)(b);
        return tf.sum(tf.mul(y, tf.reshape(tf.cos(tf.range(0, y.size)), y.shape)));
      })(a);
    expectGradients(first, [at], { tolerance: 4e-3 });
  });
});

test('second derivatives', () => {
  const at = x(6);
  const v = Array.from(at.dataSync());
  const s = v.map((a) => 1 / (1 + Math.exp(-a)));
  const t = v.map(Math.tanh);
  expectClose(twice(tf.exp)(at), v.map(Math.exp), 1e-5);
  expectClose(
    twice(tf.sigmoid)(at),
    s.map((a) => a * (1 - a) * (1 - 2 * a)),
    1e-5,
  );
  expectClose(
    twice(tf.tanh)(at),
    t.map((a) => -2 * a * (1 - a * a)),
    1e-5,
  );
  expectClose(
    twice(tf.softplus)(at),
    s.map((a) => a * (1 - a)),
    1e-5,
  );
  expectClose(
    twice((a) => tf.mul(a, tf.square(a)))(at),
    v.map((a) => 6 * a),
    1e-5,
  );
  expectClose(
    twice(tf.sin)(at),
    v.map((a) => -Math.sin(a)),
    1e-5,
  );
});

test('goes on working after tfjs-layers is imported, once called again', async () => {
  await import('@tensorflow/tfjs-layers');
  registerGradients();
  expectGradients((a: tf.Tensor) => tf.maxPool(a as tf.Tensor4D, 2, 2, 'valid'), [spreadOut([1, 4, 4, 1], -9, -1)], {
    step: 2 ** -6,
  });
  expectGradients(
    (a: tf.Tensor, b: tf.Tensor) => tf.mean(tf.square(tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D))),
    [x(2, 3), x(3, 2)],
    { step: 2 ** -6 },
  );
});
