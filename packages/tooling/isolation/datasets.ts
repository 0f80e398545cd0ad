// Splits, scales and feeds a regression that is trained by hand.
import { oneHot, standardize, trainTestSplit } from '@tenonjs/datasets';
import '@tensorflow/tfjs-backend-cpu';
import { matMul, mul, setBackend, sub, type Tensor2D, tensor2d, zeros } from '@tensorflow/tfjs-core';

await setBackend('cpu');
const x = { data: Float32Array.from({ length: 80 }, (_, i) => 100 + 7 * ((i * i) % 31)), shape: [40, 2] };
const y = {
  data: Float32Array.from({ length: 40 }, (_, i) => 3 * x.data[2 * i]! - x.data[2 * i + 1]!),
  shape: [40, 1],
};
const { train, test } = trainTestSplit({ x, y }, { testSize: 10, seed: 1 });
const [scaleX, scaleY] = [standardize().fit(train.x), standardize().fit(train.y)];
const matrix = ({ data, shape }: { data: ArrayLike<number>; shape: readonly number[] }): Tensor2D =>
  tensor2d(Float32Array.from(data), [shape[0]!, shape[1]!]);

const [inputs, targets] = [matrix(scaleX.transform(train.x)), matrix(scaleY.transform(train.y))];
let w: Tensor2D = zeros([2, 1]);
for (let step = 0; step < 300; step++) {
  const error = sub(matMul(inputs, w), targets);
  w = sub(w, mul(matMul(inputs, error, true), 0.01));
}
const predicted = matMul(matrix(scaleX.transform(test.x)), w);
const values = scaleY.inverse({ data: (await predicted.data()) as Float32Array, shape: predicted.shape }).data;
if (values.some((value, i) => !(Math.abs(value - test.y.data[i]!) < 1))) throw new Error(`predicted ${values}.`);
if (oneHot({ data: Int32Array.of(2, 0), shape: [2] }, { numClasses: 3 }).data.join() !== '0,0,1,1,0,0')
  throw new Error('oneHot');
