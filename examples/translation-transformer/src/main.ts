/**
 * A Transformer translates captions of pictures, learned from 29,000 pairs.
 *
 *     npm start -- --data multi30k/data/task1/tok [--minutes 120] [--resume] …
 *     npm start -- --data multi30k/data/task1/tok --evaluate output/model [--beam 5]
 *     npm start -- --evaluate output/model --text 'a dog runs on the beach .'
 */
import path from 'node:path';
import { pipeline } from '@tenonjs/datasets';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { backupAndRestore, terminateOnNaN } from '@tenonjs/models';
import { fileSystem, interrupt, progressBar } from '@tenonjs/node';
import { adam, noam } from '@tenonjs/optimizers';
import { learningCurves } from '@tenonjs/vis';
import type { Tensor } from '@tensorflow/tfjs-core';
import { batches, type Corpus, corpus, encoded, shuffledBatches, vocabularyOf } from './corpus.js';
import { fail, options } from './options.js';
import { report, translateOne } from './report.js';
import { read, type Saved, save } from './saved.js';
import { translator } from './translator.js';

const given = options();
const { backend: name, batchSize, beam, evaluate, output, seed, text, threads } = given;
const told = (error: Error): never => fail(error.message.replace(/\.$/, ''));

const backend = await import(`@tenonjs/backend-${name}`).catch(() => {
  fail(`--backend must be a Tenon backend that is installed, such as wasm, got ${name}`);
});
console.log(`Backend: ${(await backend.activate({ threads })).description}`);

/** Learns to translate until epochs, minutes or Ctrl-C end it. */
async function train({ training: all, validation }: Corpus, stop: AbortSignal): Promise<Saved> {
  const { average, from, to, units } = given;
  const pairs = all.slice(0, given.limit);
  const tokenizer = vocabularyOf(pairs, given.vocabulary);
  const training = encoded(pairs, tokenizer);
  const steps = Math.ceil(training.length / batchSize);
  const model = translator({
    vocabularySize: tokenizer.vocabulary.length,
    units,
    blocks: given.blocks,
    numHeads: given.heads,
    intermediateDim: given.intermediate,
    dropout: given.dropout,
    seed,
  });
  const learningRate = noam({ units, warmupSteps: given.warmup, scale: given.scale });
  model.compile({
    optimizer: adam({ learningRate, beta2: 0.98, epsilon: 1e-9, useEma: average > 0, emaMomentum: average }),
    loss: (yTrue: Tensor, yPred: Tensor) =>
      sparseCategoricalCrossentropy(yTrue, yPred, { fromLogits: true, labelSmoothing: given.labelSmoothing }),
  });
  console.log(
    `${pairs.length} pairs to train on, ${steps} steps an epoch; ${tokenizer.vocabulary.length} tokens, ${model.countParams()} parameters`,
  );
  const backup = fileSystem(path.join(output, 'backup'));
  const history = await model.fit(
    { [Symbol.iterator]: () => shuffledBatches(training, batchSize, seed) },
    {
      epochs: given.epochs,
      stepsPerEpoch: steps,
      validationData: pipeline(batches(encoded(validation, tokenizer), batchSize)),
      signal: AbortSignal.any([stop, AbortSignal.timeout(given.minutes * 60_000)]),
      callbacks: [progressBar(), terminateOnNaN(), backupAndRestore(backup, { saveFreq: Math.min(100, steps) })],
      ...(given.resume && { resumeFrom: backup }),
    },
  );
  if (history.epoch.length > 0)
    for (const type of ['svg', 'png']) await learningCurves(history).save(path.join(output, `curves.${type}`));
  return { model, tokenizer, from, to };
}

const known = evaluate === '' ? undefined : await read(evaluate).catch(told);
if (text !== '') {
  if (!known) fail("--text needs --evaluate and a saved model's folder, got none");
  await translateOne(known.model, known.tokenizer, text, { beam, output });
  known.model.dispose();
} else {
  const stop = interrupt();
  const folder = path.join(output, 'model');
  const data = await corpus(given.data, known?.from ?? given.from, known?.to ?? given.to).catch(told);
  const { model, tokenizer, ...languages } = known ?? (await train(data, stop.signal));
  if (!known) await save(folder, { model, tokenizer, ...languages });
  if (stop.signal.aborted) {
    console.log(`Stopped. What was trained is in ${folder}: --evaluate ${folder} tests it, --resume goes on.`);
  } else {
    await report(model, tokenizer, data.test, { beam, output });
    console.log(`\nTranslations and attention maps are in ${output}, the model is in ${known ? evaluate : folder}.`);
  }
  model.dispose();
  process.exitCode = stop.exitCode;
  stop.dispose();
}
