/**
 * A small GPT reads Shakespeare, character by character, and writes on.
 *
 *     npm start -- [--source input.txt] [--epochs 12] [--prompt 'ROMEO:'] [--temperature 0.8] …
 */
import path from 'node:path';
import { geluApproximate, gpt, reversibleEmbedding } from '@tenonjs/architectures';
import { characterTokenizer, type Tokenizer } from '@tenonjs/datasets';
import {
  dropout as drop,
  layerNormalization,
  positionEmbedding,
  transformerDecoder,
  truncatedNormal,
} from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { backupAndRestore, graph, load, type Model, terminateOnNaN } from '@tenonjs/models';
import { fileSystem, interrupt, progressBar } from '@tenonjs/node';
import { adamW, cosineDecay } from '@tenonjs/optimizers';
import { learningCurves } from '@tenonjs/vis';
import type { Tensor } from '@tensorflow/tfjs-core';
import { fail, options } from './options.js';
import { allStretches, anyStretches, readText, someStretches, split } from './text.js';
import { write } from './write.js';

const given = options();
const {
  backend: name,
  batchSize,
  context,
  dropout,
  epochs,
  learningRate,
  output,
  seed,
  stepsPerEpoch,
  threads,
} = given;

const backend = await import(`@tenonjs/backend-${name}`).catch(() => {
  fail(`--backend must be a Tenon backend that is installed, such as wasm, got ${name}`);
});
console.log(`Backend: ${(await backend.activate({ threads })).description}`);

const stop = interrupt();
if (given.model === '') await train();
else await writeWith(path.resolve(given.model));
process.exitCode = stop.exitCode;
stop.dispose();

async function train(): Promise<void> {
  const progress = (loaded: number, total: number | null): void =>
    void process.stdout.write(`\r${(loaded / 1e6).toFixed(1)}${total ? ` of ${(total / 1e6).toFixed(1)}` : ''} MB`);
  const { tokenizer, training, validation } = await readText(given.source, { onProgress: progress })
    .then((text) => split(text, context))
    .catch((error: Error) => fail(error.message));
  const vocabulary = new TextEncoder().encode(JSON.stringify(tokenizer.config));
  console.log(
    `${training.length} characters to train on, ${validation.length} to validate, ${tokenizer.vocabulary.length - 1} different ones`,
  );

  const model = gpt({
    vocabularySize: tokenizer.vocabulary.length,
    sequenceLength: context,
    numLayers: given.layers,
    numHeads: given.heads,
    hiddenDim: given.units,
    dropout,
    seed,
  });
  const warmupSteps = Math.min(100, Math.ceil((epochs * stepsPerEpoch) / 10));
  model.compile({
    optimizer: adamW({
      learningRate: cosineDecay({
        initialLearningRate: 0,
        warmupTarget: learningRate,
        warmupSteps,
        decaySteps: epochs * stepsPerEpoch - warmupSteps,
        alpha: 0.05,
      }),
      beta2: 0.99,
      weightDecay: 0.1,
      excludeFromWeightDecay: ({ rank }) => rank < 2,
      globalClipNorm: 1,
    }),
    loss: (labels: Tensor, logits: Tensor) => sparseCategoricalCrossentropy(labels, logits, { fromLogits: true }),
  });
  model.summary();

  const backup = fileSystem(path.join(output, 'backup'));
  const history = await model.fit(anyStretches(training, context, seed).batch(batchSize), {
    epochs,
    stepsPerEpoch,
    // Each epoch validates on a part, all of it comes at the end.
    validationData: someStretches(validation, context, 8 * batchSize).batch(batchSize),
    signal: stop.signal,
    callbacks: [progressBar(), terminateOnNaN(), backupAndRestore(backup, { saveFreq: Math.min(100, stepsPerEpoch) })],
    ...(given.resume && { resumeFrom: backup }),
  });
  if (history.epoch.length > 0) {
    for (const type of ['svg', 'png'])
      await learningCurves(history, { title: 'Nats a character' }).save(path.join(output, `curves.${type}`));
  }
  const folder = path.join(output, 'model');
  await model.save(fileSystem(folder), { includeOptimizer: false });
  await fileSystem(folder).write({ 'vocabulary.json': vocabulary });
  if (stop.signal.aborted) {
    console.log(
      `Stopped after ${history.epoch.length} whole epochs; --resume goes on. Curves and model are in ${output}.`,
    );
  } else {
    const { loss } = await model.evaluate(allStretches(validation, context).batch(batchSize));
    console.log(`Validation loss: ${loss!.toFixed(4)} nats a character`);
    console.log(`Curves and model are in ${output}. It writes:\n`);
    await print(model, tokenizer);
  }
  model.dispose();
}

async function writeWith(folder: string): Promise<void> {
  const storage = fileSystem(folder);
  const parts = {
    graph,
    geluApproximate,
    reversibleEmbedding,
    layerNormalization,
    positionEmbedding,
    transformerDecoder,
  };
  const model = await load(storage, { ...parts, dropout: drop, truncatedNormal }).catch((error: Error) =>
    fail(error.message),
  );
  const config = JSON.parse(new TextDecoder().decode(await storage.read('vocabulary.json')));
  await print(model, characterTokenizer(config));
  model.dispose();
}

/** Writes to the terminal, as it comes. */
async function print(model: Model, tokenizer: Tokenizer): Promise<void> {
  const { prompt, temperature, topK, write: length } = given;
  process.stdout.write(prompt.trimStart());
  for await (const character of write(model, tokenizer, { prompt, length, temperature, topK, seed })) {
    process.stdout.write(character);
    if (stop.signal.aborted) break;
  }
  process.stdout.write('\n');
}
