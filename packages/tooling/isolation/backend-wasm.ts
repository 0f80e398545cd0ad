// Trains a convolution on wasm: the gradient of a filter, which tfjs's own backend lacks.
import { activate, isAvailable, name } from '@tenonjs/backend-wasm';
import {
  conv2d,
  engine,
  getBackend,
  mul,
  reshape,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor4D,
  tensor4d,
} from '@tensorflow/tfjs-core';

if (!(await isAvailable())) throw new Error('not available.');
const info = await activate();
if (info.name !== 'wasm' || name !== 'wasm' || getBackend() !== 'wasm') throw new Error(`activated ${getBackend()}.`);

const x = tensor4d(
  Float32Array.from({ length: 2 * 25 }, (_, i) => Math.sin(i)),
  [2, 5, 5, 1],
);
const target = conv2d(x, tensor4d([1, -1, 2, 0], [2, 2, 1, 1]), 1, 'valid');
let filter: Tensor4D = tensor4d([0, 0, 0, 0], [2, 2, 1, 1]);
const error = (): Tensor4D => sub(conv2d(x, filter, 1, 'valid'), target);
for (let step = 0; step < 300; step++) {
  const dw = engine().runKernel('Conv2DBackpropFilter', { x, dy: error() }, {
    strides: [1, 1],
    pad: 'valid',
    dataFormat: 'NHWC',
    dimRoundingMode: null,
    filterShape: [2, 2, 1, 1],
  } as never) as Tensor;
  filter = sub(filter, mul(reshape(dw, [2, 2, 1, 1]), 0.02));
}
const rest = (await sum(square(error())).data())[0]!;
if (!(rest < 1e-3)) throw new Error(`not fitted, ${rest} is left.`);
