// Trains layers, a loss and an optimizer that are not Tenon's: they only have the right shape.
import { apply, graph, input, type Model, sequential } from '@tenonjs/models';
import '@tensorflow/tfjs-backend-cpu';
import {
  customGrad,
  type GradSaveFunc,
  matMul,
  mean,
  memory,
  mul,
  ones,
  reshape,
  setBackend,
  square,
  sub,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  train,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';

await setBackend('cpu');
const before = memory().numTensors;

const product = customGrad((x, kernel, save) => {
  (save as GradSaveFunc)([x as Tensor, kernel as Tensor]);
  return {
    value: matMul(x as Tensor2D, kernel as Tensor2D),
    gradFunc: (dy: Tensor, [x, kernel]: Tensor[]) => [matMul(dy, kernel!, false, true), matMul(x!, dy, true)],
  };
});

type Shape = readonly (number | null)[];

function linear({ units }: { units: number }) {
  const weights: Record<string, Variable> = {};
  return {
    type: 'linear',
    weights,
    build: ([, features]: Shape): void => {
      weights.kernel ??= variable(ones([features!, units]));
    },
    call: (x: Tensor): Tensor => product(x, weights.kernel!),
    outputShape: ([batch]: Shape): Shape => [batch!, units],
    dispose: (): void => weights.kernel?.dispose(),
  };
}

const squaredError = (yTrue: Tensor, yPred: Tensor): Tensor1D =>
  customGrad((p, save) => {
    const error = sub(p as Tensor, yTrue);
    (save as GradSaveFunc)([error]);
    return {
      value: mean(square(error), 1),
      gradFunc: (dy: Tensor, [error]: Tensor[]) => mul(mul(error!, 2), reshape(dy, [-1, 1])),
    };
  })(yPred) as Tensor1D;

const model: Model = sequential([linear({ units: 1 })], { seed: 1 });
model.compile({ optimizer: train.sgd(0.05), loss: squaredError });
const x = [
  [1, 2],
  [3, 1],
  [0, 1],
  [2, 2],
];
const y = [[4], [7], [1], [6]];
const { history } = await model.fit(x, y, { epochs: 100, batchSize: 3, verbose: 0 });
if (!(history.loss!.at(-1)! < 0.01)) throw new Error(`the loss ended at ${history.loss!.at(-1)}.`);
const { loss } = await model.evaluate(x, y);
if (!(loss! < 0.01)) throw new Error(`evaluate gave ${loss}.`);
model.dispose();

// The same layers in a graph: two inputs, two outputs by name, one layer shared.
const [a, b] = [input({ shape: [2], name: 'a' }), input({ shape: [2], name: 'b' })];
const shared = linear({ units: 1 });
const pair = graph({ inputs: [a, b], outputs: { first: apply(shared, a), second: apply(shared, b) }, seed: 1 });
pair.compile({
  optimizer: train.sgd(0.05),
  loss: { first: squaredError, second: squaredError },
  lossWeights: { second: 2 },
});
const trained = await pair.fit([x, x], { first: y, second: y }, { epochs: 100, batchSize: 3, verbose: 0 });
if (!(trained.history.second_loss!.at(-1)! < 0.01))
  throw new Error(`the loss ended at ${trained.history.second_loss}.`);
const { first, second }: { readonly first: Tensor; readonly second: Tensor } = await pair.predict({ a: x, b: x });
first.dispose();
second.dispose();
pair.dispose();
if (memory().numTensors > before) throw new Error(`${memory().numTensors - before} tensors are left.`);
