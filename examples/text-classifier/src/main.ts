/**
 * A Transformer's encoder judges sentences of film reviews, beside a bag of words, and shows which words it attends to.
 *
 *     npm start -- --source sst2 [--epochs 6] [--vectors glove.6B.50d.txt] …
 */
import path from 'node:path';
import { type Tokenizer, wordTokenizer, wordVectors } from '@tenonjs/datasets';
import { binaryCrossentropy } from '@tenonjs/losses';
import { binaryAccuracy } from '@tenonjs/metrics';
import { backupAndRestore, load, terminateOnNaN } from '@tenonjs/models';
import { fileSystem, interrupt, progressBar } from '@tenonjs/node';
import { adam, adamW, cosineDecay } from '@tenonjs/optimizers';
import { attentionMap, confusionMatrix, learningCurves, type Picture } from '@tenonjs/vis';
import { type Tensor, tensor, tensor2d } from '@tensorflow/tfjs-core';
import {
  bagsOf,
  batchesOf,
  longest,
  readSentences,
  type Sentence,
  samplesOf,
  tokenizerOf,
  trainingBatches,
} from './data.js';
import { bagOfWords, classifier, type Judge, parts } from './models.js';
import { fail, options } from './options.js';

const given = options();
const { backend: name, batchSize, epochs, output, seed, source, threads } = given;

const backend = await import(`@tenonjs/backend-${name}`).catch(() => {
  fail(`--backend must be a Tenon backend that is installed, such as wasm, got ${name}`);
});
console.log(`Backend: ${(await backend.activate({ threads })).description}`);

const stop = interrupt();
if (given.model === '') await train();
else await judgeOne(path.resolve(given.model), given.sentence);
process.exitCode = stop.exitCode;
stop.dispose();

async function train(): Promise<void> {
  const [training, dev, test] = (await Promise.all(
    (['train', 'dev', 'test'] as const).map((part) => readSentences(source, part)),
  ).catch((error: Error) => fail(error.message))) as [Sentence[], Sentence[], Sentence[]];
  const tokenizer = tokenizerOf(training, given.minCount);
  const { vocabulary } = tokenizer;
  const samples = samplesOf(training, tokenizer);
  const validation = samplesOf(dev, tokenizer);
  const tested = samplesOf(test, tokenizer);
  console.log(
    `${samples.length} sentences to train on, ${validation.length} to validate, ${tested.length} to test; ${vocabulary.length} words`,
  );

  const vectors =
    given.vectors &&
    (await wordVectors(given.vectors, { words: vocabulary }).catch((error: Error) => fail(error.message)));
  const units = vectors ? vectors.vectors.shape[1]! : given.units;
  if (units % given.heads !== 0)
    fail(`--vectors must have a multiple of --heads numbers each, got ${units} and ${given.heads}`);
  const { model, judge } = classifier({ ...given, vocabularySize: vocabulary.length, units });
  if (vectors) {
    const { data, shape } = vectors.table(vocabulary);
    const table = tensor(data, [...shape]);
    model.getLayer('vectors').weights.embeddings!.assign(table);
    table.dispose();
    console.log(`${vectors.words.length} words begin with the vectors of ${given.vectors}`);
  }
  const steps = Math.ceil(samples.length / batchSize);
  const warmupSteps = Math.min(100, steps);
  model.compile({
    optimizer: adamW({
      learningRate: cosineDecay({
        initialLearningRate: 0,
        warmupTarget: given.learningRate,
        warmupSteps,
        decaySteps: epochs * steps - warmupSteps + 1,
      }),
      weightDecay: 0.01,
      globalClipNorm: 1,
    }),
    loss: (labels: Tensor, predicted: Tensor) => binaryCrossentropy(labels, predicted, { labelSmoothing: 0.1 }),
    metrics: [binaryAccuracy({ name: 'accuracy' })],
  });
  model.summary();

  const backup = fileSystem(path.join(output, 'backup'));
  const history = await model.fit(trainingBatches(samples, batchSize, given.wordDropout, seed), {
    epochs,
    // With their number, training that is resumed goes on with the very batches that are due.
    stepsPerEpoch: steps,
    validationData: batchesOf(validation, batchSize),
    signal: stop.signal,
    callbacks: [progressBar(), terminateOnNaN(), backupAndRestore(backup)],
    ...(given.resume && { resumeFrom: backup }),
  });
  const save = async (picture: Picture, file: string): Promise<void> => {
    for (const type of ['svg', 'png']) await picture.save(path.join(output, `${file}.${type}`));
  };
  if (history.epoch.length > 0) await save(learningCurves(history, { title: 'Transformer' }), 'curves');
  const folder = fileSystem(path.join(output, 'model'));
  await judge.save(folder, { includeOptimizer: false });
  await folder.write({ 'vocabulary.json': new TextEncoder().encode(JSON.stringify(tokenizer.config)) });

  if (stop.signal.aborted) {
    console.log(
      `Stopped after ${history.epoch.length} whole epochs; --resume goes on. Curves and model are in ${output}.`,
    );
  } else {
    console.log('Bag of words:');
    const bags = (part: typeof samples) => bagsOf(part, vocabulary.length);
    const baseline = bagOfWords(vocabulary.length, seed);
    baseline.compile({
      optimizer: adam({ learningRate: 2e-3 }),
      loss: binaryCrossentropy,
      metrics: [binaryAccuracy({ name: 'accuracy' })],
    });
    await baseline.fit(bags(samples).shuffle(samples.length, { seed }).batch(batchSize), {
      epochs: 8,
      validationData: bags(validation).batch(batchSize),
      signal: stop.signal,
      callbacks: [progressBar()],
    });
    const { accuracy } = await baseline.evaluate(bags(tested).batch(batchSize));
    baseline.dispose();

    const counts = [
      [0, 0],
      [0, 0],
    ];
    let at = 0;
    for await (const { x } of batchesOf(tested, batchSize)) {
      const predicted = await model.predict(x);
      for (const positive of await predicted.data()) counts[test[at++]!.label]![positive > 0.5 ? 1 : 0]!++;
      predicted.dispose();
    }
    await save(confusionMatrix(counts, { title: 'Test sentences', labels: ['negative', 'positive'] }), 'confusion');

    console.log('\nThe words it attends to most:');
    // Of one word there is nothing to choose.
    const long = test.filter(({ text }) => tokenizer.tokenize(text).length >= 6);
    const candidates = long.length > 0 ? long : test;
    const shown = [0, 1, 2, 3, 4, 5].map((i) => candidates[Math.floor(((i + 0.5) * candidates.length) / 6)]!);
    for (const { text, label } of shown) await show(judge, tokenizer, text, label);
    const { words, weights } = await judged(judge, tokenizer, shown[0]!.text);
    const picture = { title: 'What it attends to', queryName: '', keyName: 'Word' };
    await save(attentionMap([weights], ['sentence'], words, picture), 'attention');
    const right = counts[0]![0]! + counts[1]![1]!;
    console.log(`\nTest accuracy: ${(right / test.length).toFixed(4)} (${right} of ${test.length})`);
    console.log(`Bag of words:  ${accuracy!.toFixed(4)} (${Math.round(accuracy! * test.length)} of ${test.length})`);
    console.log(`Curves, confusion matrix, attention and the model are in ${output}.`);
  }
  model.dispose();
}

async function judgeOne(folder: string, sentence: string): Promise<void> {
  const storage = fileSystem(folder);
  const judge = (await load(storage, parts).catch((error: Error) => fail(error.message))) as unknown as Judge;
  const config = JSON.parse(new TextDecoder().decode(await storage.read('vocabulary.json')));
  await show(judge, wordTokenizer(config), sentence);
  judge.dispose();
}

/** How likely a sentence is positive, its words, and how much each of them counted. */
async function judged(judge: Judge, tokenizer: Tokenizer, text: string) {
  const words = tokenizer.tokenize(text).slice(0, longest);
  const ids = tensor2d([...tokenizer.encode(text).subarray(0, longest)], [1, words.length], 'int32');
  const { positive, attention } = judge.predictOnBatch(ids);
  const [[chance], weights] = await Promise.all([positive.data(), attention.data()]);
  for (const each of [ids, positive, attention]) each.dispose();
  return { words, chance: chance!, weights: Array.from(weights) };
}

/** Prints the verdict and the three words that count most. */
async function show(judge: Judge, tokenizer: Tokenizer, text: string, label?: 0 | 1): Promise<void> {
  const { words, chance, weights } = await judged(judge, tokenizer, text);
  const most = words
    .map((word, i) => ({ word, weight: weights[i]! }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 3)
    .map(({ word, weight }) => `${word} ${weight.toFixed(2)}`);
  const verdict = chance > 0.5 ? 'positive' : 'negative';
  const truth = label === undefined ? '' : label === (chance > 0.5 ? 1 : 0) ? ', rightly' : ', wrongly';
  console.log(`${verdict} (${Math.max(chance, 1 - chance).toFixed(2)}${truth}): ${most.join(', ')}\n    ${text}`);
}
