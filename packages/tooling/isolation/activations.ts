// Fits relu(w) to a target by gradient descent.
import * as activations from '@tenonjs/activations';
import '@tensorflow/tfjs-backend-cpu';
import { grad, mul, setBackend, sub, type Tensor, tensor1d } from '@tensorflow/tfjs-core';

await setBackend('cpu');
for (const activation of [activations.relu, activations.sigmoid, activations.tanh, activations.elu]) {
  const target = tensor1d([0.1, 0.5]);
  let w: Tensor = tensor1d([1, 1]);
  for (let step = 0; step < 500; step++) {
    const slope = sub(activation(w), target);
    w = sub(w, mul(grad(activation)(w, slope), 0.5));
  }
  const error = await sub(activation(w), target).data();
  if (error.some((e) => !(Math.abs(e) < 1e-2))) throw new Error(`${activation.type}: not fitted, off by ${error}.`);
}
