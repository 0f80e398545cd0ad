// Two spirals wound into each other: a network of two hidden layers learns which point belongs to which, and draws it.
import { sigmoid, tanh } from '@tenonjs/activations';
import { activate } from '@tenonjs/backend-wasm';
import { dense } from '@tenonjs/layers';
import { binaryCrossentropy } from '@tenonjs/losses';
import { accuracy } from '@tenonjs/metrics';
import { lambdaCallback, sequential } from '@tenonjs/models';
import { adam } from '@tenonjs/optimizers';

const sides = Array.from({ length: 400 }, (_, i) => [i % 2]);
const points = sides.map(([s], i) => [Math.cos, Math.sin].map((f) => (0.5 - s!) * f(i / 65 + 0.6) * (i / 75 + 0.52)));
const grid = Array.from({ length: 60 * 60 }, (_, i) => [(i % 60) / 10 - 3, Math.floor(i / 60) / 10 - 3]);
const { description } = await activate();
const hidden = () => dense({ units: 32, activation: tanh });
const model = sequential([hidden(), hidden(), dense({ units: 1, activation: sigmoid })], { seed: 1 });
model.compile({ optimizer: adam({ learningRate: 0.01 }), loss: binaryCrossentropy, metrics: [accuracy()] });
const status = document.querySelector('p')!;
const context = document.querySelector('canvas')!.getContext('2d')!;
const draw = lambdaCallback({
  async onEpochEnd(epoch, { loss, accuracy }) {
    status.textContent = `epoch ${epoch + 1}: loss ${loss!.toFixed(4)}, accuracy ${accuracy!.toFixed(3)}, ${description}`;
    const sure = await model.predict(grid, { batchSize: grid.length });
    for (const [i, p] of (await sure.data()).entries()) {
      context.fillStyle = `rgb(${80 + p * 170} 150 ${250 - p * 170})`;
      context.fillRect((i % 60) * 5, Math.floor(i / 60) * 5, 5, 5);
    }
    sure.dispose();
  },
});
await model.fit(points, sides, { epochs: 60, verbose: 0, callbacks: [draw] });
