// Finds the lowest point of a parabola.
import { adagrad, adam, rmsprop, sgd } from '@tenonjs/optimizers';
import '@tensorflow/tfjs-backend-cpu';
import { mul, setBackend, sub, tensor1d, tidy, variable } from '@tensorflow/tfjs-core';

await setBackend('cpu');
for (const optimizer of [
  sgd({ learningRate: 0.1 }),
  adam({ learningRate: 0.1 }),
  adagrad({ learningRate: 1 }),
  rmsprop({ learningRate: 0.01 }),
]) {
  const w = variable(tensor1d([1, -1]));
  for (let step = 0; step < 500; step++) {
    tidy(() => optimizer.applyGradients([{ name: w.name, tensor: mul(sub(w, 0.5), 2) }]));
  }
  const values = await w.data();
  if (values.some((value) => !(Math.abs(value - 0.5) < 0.02))) throw new Error(`not at 0.5 but at ${values}.`);
  optimizer.dispose();
}
