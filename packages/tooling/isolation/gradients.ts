// Trains a network written in plain tfjs-core operations, with tfjs-core's own optimizer.
import { registerGradients } from '@tenonjs/gradients';
import '@tensorflow/tfjs-backend-cpu';
import {
  matMul,
  mean,
  type Scalar,
  setBackend,
  square,
  sub,
  tanh,
  tensor2d,
  train,
  truncatedNormal,
  variable,
} from '@tensorflow/tfjs-core';

await setBackend('cpu');
registerGradients();
const x = tensor2d([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]);
const y = tensor2d([[0], [1], [1], [0]]);
const hidden = variable(truncatedNormal([2, 8], 0, 1, 'float32', 1));
const output = variable(truncatedNormal([8, 1], 0, 1, 'float32', 2));
const optimizer = train.adam(0.05);
const loss = (): Scalar => mean(square(sub(tanh(matMul(tanh(matMul(sub(x, 0.5), hidden)), output)), y))) as Scalar;
const first = (await loss().data())[0]!;
for (let step = 0; step < 200; step++) optimizer.minimize(loss);
const last = (await loss().data())[0]!;
if (!(last < first / 2)) throw new Error(`the loss went from ${first} to ${last}.`);
