/**
 * A network of convolutions and a recurrent layer that reads both ways tells spoken digits apart.
 *
 *     npm start -- [--source free-spoken-digits.tar.gz] [--epochs 15] …
 */
import path from 'node:path';
import { relu, softmax } from '@tenonjs/activations';
import { pipeline, type SpokenDigit, spokenDigits } from '@tenonjs/datasets';
import {
  activation,
  batchNormalization,
  bidirectional,
  conv2d,
  dense,
  dropout,
  gru,
  maxPooling2d,
  reshape,
} from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { accuracy } from '@tenonjs/metrics';
import { sequential, terminateOnNaN } from '@tenonjs/models';
import { fileSystem, interrupt, progressBar } from '@tenonjs/node';
import { adam, cosineDecay } from '@tenonjs/optimizers';
import { confusionMatrix, learningCurves, type Picture, spectrogramPicture } from '@tenonjs/vis';
import { bands, example, framed, frames, scalerOf } from './features.js';
import { fail, options } from './options.js';

const { backend: name, batchSize, epochs, limit, output, seed, source, threads } = options();

const backend = await import(`@tenonjs/backend-${name}`).catch(() => {
  fail(`--backend must be a Tenon backend that is installed, such as wasm, got ${name}`);
});
console.log(`Backend: ${(await backend.activate({ threads })).description}`);

// The customary test set is the first five recordings of each digit by each speaker; five others validate.
const progress = (loaded: number, total: number | null): void =>
  void process.stdout.write(`\r${(loaded / 1e6).toFixed(1)}${total ? ` of ${(total / 1e6).toFixed(1)}` : ''} MB`);
const { train: known, test } = await spokenDigits({ ...(source && { source }), onProgress: progress });
const isValidation = ({ index }: SpokenDigit): boolean => index >= 5 && index < 10;
const training = known
  .filter((recording) => !isValidation(recording))
  .slice(0, limit)
  .map(example);
const validation = known.filter(isValidation).map(example);
const tested = test.map(example);
const scaler = scalerOf(training);
console.log(`${training.length} recordings to train on, ${validation.length} to validate, ${tested.length} to test`);

// Each epoch places the recordings elsewhere in their second.
let draws = 0;
const batches = pipeline(training)
  .shuffle(training.length, { seed })
  .map((recording) => framed(recording, scaler, (Math.imul(++draws, 0x9e3779b1) >>> 0) / 2 ** 32))
  .batch(batchSize)
  .prefetch();
const fixed = (recordings: typeof training) =>
  pipeline(recordings)
    .map((one) => framed(one, scaler))
    .batch(batchSize);

const block = (filters: number, poolSize: number | [number, number]) => [
  conv2d({ filters, kernelSize: 3, padding: 'same', useBias: false }),
  batchNormalization(),
  activation({ activation: relu }),
  maxPooling2d({ poolSize }),
  dropout({ rate: 0.1 }),
];
const model = sequential(
  [
    ...block(32, 2),
    ...block(64, 2),
    ...block(64, [1, 2]),
    reshape({ targetShape: [frames / 4, (bands / 8) * 64] }),
    bidirectional({ layer: gru({ units: 64 }) }),
    dropout({ rate: 0.3 }),
    dense({ units: 10, activation: softmax }),
  ],
  { seed },
);
const steps = Math.ceil(training.length / batchSize);
model.compile({
  optimizer: adam({
    learningRate: cosineDecay({ initialLearningRate: 2e-3, decaySteps: epochs * steps, alpha: 0.01 }),
  }),
  loss: sparseCategoricalCrossentropy,
  metrics: [accuracy()],
});
model.build([null, frames, bands, 1]);
model.summary();

const stop = interrupt();
const history = await model.fit(batches, {
  epochs,
  validationData: fixed(validation),
  signal: stop.signal,
  callbacks: [progressBar(), terminateOnNaN()],
});

const save = async (picture: Picture, file: string): Promise<void> => {
  for (const type of ['svg', 'png']) await picture.save(path.join(output, `${file}.${type}`));
};
if (history.epoch.length > 0) await save(learningCurves(history), 'curves');
if (stop.signal.aborted) {
  console.log(`Stopped after ${history.epoch.length} whole epochs. The curves are in ${output}.`);
} else {
  const counts = Array.from({ length: 10 }, () => new Array<number>(10).fill(0));
  const wrong: string[] = [];
  let at = 0;
  for await (const { x } of fixed(tested)) {
    const predicted = await model.predict(x);
    const rows = (await predicted.array()) as number[][];
    predicted.dispose();
    for (const row of rows) {
      const { digit, speaker, index } = test[at++]!;
      const guess = row.indexOf(Math.max(...row));
      counts[digit]![guess]!++;
      if (guess !== digit) wrong.push(`${digit}_${speaker}_${index}.wav as ${guess}`);
    }
  }
  await save(confusionMatrix(counts, { title: 'Spoken digits' }), 'confusion');
  const { sound, digit, speaker } = test[test.length >> 1]!;
  const { mel } = tested[test.length >> 1]!;
  await save(
    spectrogramPicture(
      { data: mel, shape: [mel.length / bands, bands] },
      { title: `“${digit}” by ${speaker}`, seconds: sound.shape[0]! / sound.sampleRate, frequencyName: 'Mel band' },
    ),
    'spectrogram',
  );
  await model.save(fileSystem(path.join(output, 'model')));
  const right = counts.reduce((sum, row, digit) => sum + row[digit]!, 0);
  console.log(`Wrong: ${wrong.join(', ') || 'none'}`);
  console.log(`Test accuracy: ${(right / test.length).toFixed(4)} (${right} of ${test.length})`);
  console.log(`Curves, confusion matrix, a spectrogram and the model are in ${output}.`);
}
model.dispose();
process.exitCode = stop.exitCode;
stop.dispose();
