// Trains a small convolutional network made of layers alone: weights, gradients and updates are seen to by hand.
import { conv2d, dense, flatten, maxPooling2d } from '@tenonjs/layers';
import '@tensorflow/tfjs-backend-cpu';
import {
  customGrad,
  type GradSaveFunc,
  mean,
  mul,
  type Scalar,
  setBackend,
  square,
  sub,
  type Tensor,
  tensor2d,
  tensor4d,
  tidy,
  variableGrads,
} from '@tensorflow/tfjs-core';

await setBackend('cpu');
const layers = [conv2d({ filters: 2, kernelSize: 3 }), maxPooling2d({ poolSize: 2 }), flatten(), dense({ units: 1 })];
let shape: readonly (number | null)[] = [null, 6, 6, 1];
for (const [i, layer] of layers.entries()) {
  layer.build(shape, { seed: i });
  shape = layer.outputShape(shape);
}

const x = tensor4d(
  Float32Array.from({ length: 4 * 36 }, (_, i) => Math.sin(i * i)),
  [4, 6, 6, 1],
);
const y = tensor2d([[0], [1], [2], [3]]);
const squaredError = (predicted: Tensor): Tensor =>
  customGrad((p, save) => {
    const error = sub(p as Tensor, y);
    (save as GradSaveFunc)([error]);
    return { value: mean(square(error)), gradFunc: (dy: Tensor, [error]: Tensor[]) => mul(dy, mul(error!, 0.5)) };
  })(predicted);
const variables = layers.flatMap((layer) => Object.values(layer.weights));

/** One step of gradient descent; the loss before it. */
function step(): number {
  return tidy(() => {
    const { value, grads } = variableGrads(() => {
      let h: Tensor = x;
      for (const layer of layers) h = layer.call(h, { training: true });
      return squaredError(h) as Scalar;
    }, variables);
    for (const variable of variables) variable.assign(sub(variable, mul(grads[variable.name]!, 0.05)));
    return value.dataSync()[0]!;
  });
}

const first = step();
let last = first;
for (let i = 0; i < 100; i++) last = step();
if (!(last < first / 10)) throw new Error(`the loss went from ${first} to ${last}.`);
for (const layer of layers) layer.dispose();
