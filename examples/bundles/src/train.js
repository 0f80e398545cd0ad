import { relu, softmax } from '@tenonjs/activations';
import { conv2d, dense, dropout, flatten, maxPooling2d } from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { accuracy } from '@tenonjs/metrics';
import { sequential } from '@tenonjs/models';
import { adam } from '@tenonjs/optimizers';
import { images } from './data.js';

/** The tutorial's CNN; the page's title says its first and last loss. */
export async function train() {
  const { x, y } = images();
  const model = sequential(
    [
      conv2d({ filters: 32, kernelSize: 3, activation: relu, inputShape: [28, 28, 1] }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: 128, activation: relu }),
      dropout({ rate: 0.5 }),
      dense({ units: 10, activation: softmax }),
    ],
    { seed: 1 },
  );
  model.compile({ optimizer: adam(), loss: sparseCategoricalCrossentropy, metrics: [accuracy()] });
  const { history } = await model.fit(x, y, { epochs: 5, verbose: 0 });
  document.title = `loss ${history.loss[0]} ${history.loss[4]}`;
}
