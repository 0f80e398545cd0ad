// Fits predictions to targets by following the gradients of the losses.
import { meanSquaredError, sparseCategoricalCrossentropy } from '@tenonjs/losses';
import '@tensorflow/tfjs-backend-cpu';
import { argMax, grad, mul, ones, setBackend, sub, type Tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';

await setBackend('cpu');

/** Where gradient descent on the summed losses ends. */
function descend(loss: (yPred: Tensor) => Tensor, start: Tensor): Tensor {
  let y = start;
  for (let step = 0; step < 100; step++) y = sub(y, mul(grad(loss)(y, ones([y.shape[0]!])), 0.2));
  return y;
}

const target = tensor2d([
  [0, 1],
  [2, 3],
]);
const y = await descend(
  (yPred) => meanSquaredError(target, yPred),
  tensor2d([
    [5, 5],
    [5, 5],
  ]),
).data();
if (![0, 1, 2, 3].every((value, i) => Math.abs(value - y[i]!) < 1e-3))
  throw new Error(`meanSquaredError: not fitted, got ${y}.`);

const labels = tensor1d([2, 0], 'int32');
const crossentropy = (logits: Tensor): Tensor => sparseCategoricalCrossentropy(labels, logits, { fromLogits: true });
const classes = await argMax(
  descend(
    crossentropy,
    tensor2d([
      [0, 0, 0],
      [0, 0, 0],
    ]),
  ),
  1,
).data();
if (classes[0] !== 2 || classes[1] !== 0) throw new Error(`sparseCategoricalCrossentropy: not fitted, got ${classes}.`);
