// Every layer inside a model: it trains in fit, predicts the same when loaded again, and leaves nothing behind.
import { gelu } from '@tenonjs/activations';
import type { Layer } from '@tenonjs/contracts';
import * as layers from '@tenonjs/layers';
import { meanSquaredError } from '@tenonjs/losses';
import { sgd } from '@tenonjs/optimizers';
import { expectClose } from '@tenonjs/testing';
import { memory, type Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { inMemory } from '../testing/blobs.js';
import { apply } from './graph/apply.js';
import { graph } from './graph/graph.js';
import { input } from './graph/input.js';
import { load } from './serialization/load.js';

const l = layers;
const [vector, sequence, image, volume] = [[6], [5, 4], [6, 6, 3], [4, 4, 4, 2]];
const images = { shape: image };
const volumes = { shape: volume };
const sequences = { shape: sequence };
const vectors = { shape: vector };
const conv = { filters: 2, kernelSize: 2 };
const units = { units: 3 };

/** How many times the input is given to a layer with several. */
interface Case {
  readonly make: () => Layer<any, any>;
  readonly shape: readonly number[];
  readonly times?: number;
  /** Inputs are whole numbers below this. */
  readonly below?: number;
}
const of = (make: () => Layer<any, any>, { shape }: { shape: readonly number[] }, more: Partial<Case> = {}): Case => ({
  make,
  shape,
  ...more,
});
const two = { times: 2 };

const cases: Record<string, Case> = {
  activation: of(() => l.activation({ activation: gelu }), vectors),
  activityRegularization: of(() => l.activityRegularization({ l2: 0.01 }), vectors),
  adaptiveAveragePooling1d: of(() => l.adaptiveAveragePooling1d({ outputSize: 2 }), sequences),
  adaptiveAveragePooling2d: of(() => l.adaptiveAveragePooling2d({ outputSize: 2 }), images),
  adaptiveAveragePooling3d: of(() => l.adaptiveAveragePooling3d({ outputSize: 2 }), volumes),
  adaptiveMaxPooling1d: of(() => l.adaptiveMaxPooling1d({ outputSize: 2 }), sequences),
  adaptiveMaxPooling2d: of(() => l.adaptiveMaxPooling2d({ outputSize: 2 }), images),
  adaptiveMaxPooling3d: of(() => l.adaptiveMaxPooling3d({ outputSize: 2 }), volumes),
  add: of(() => l.add(), vectors, two),
  additiveAttention: of(() => l.additiveAttention(), sequences, two),
  alphaDropout: of(() => l.alphaDropout({ rate: 0.2 }), vectors),
  attention: of(() => l.attention({ useScale: true }), sequences, two),
  average: of(() => l.average(), vectors, two),
  averagePooling1d: of(() => l.averagePooling1d({ poolSize: 2 }), sequences),
  averagePooling2d: of(() => l.averagePooling2d({ poolSize: 2 }), images),
  averagePooling3d: of(() => l.averagePooling3d({ poolSize: 2 }), volumes),
  batchNormalization: of(() => l.batchNormalization(), images),
  bidirectional: of(() => l.bidirectional({ layer: l.gru(units) }), sequences),
  categoryEncoding: of(() => l.categoryEncoding({ numTokens: 5, outputMode: 'multiHot' }), vectors, { below: 5 }),
  centerCrop: of(() => l.centerCrop({ height: 4, width: 4 }), images),
  concatenate: of(() => l.concatenate(), vectors, two),
  conv1d: of(() => l.conv1d(conv), sequences),
  conv1dTranspose: of(() => l.conv1dTranspose(conv), sequences),
  conv2d: of(() => l.conv2d(conv), images),
  conv2dTranspose: of(() => l.conv2dTranspose(conv), images),
  conv3d: of(() => l.conv3d(conv), volumes),
  conv3dTranspose: of(() => l.conv3dTranspose(conv), volumes),
  convLSTM1d: of(() => l.convLSTM1d(conv), images),
  convLSTM2d: of(() => l.convLSTM2d(conv), volumes),
  convLSTM3d: of(() => l.convLSTM3d(conv), { shape: [2, 3, 3, 3, 1] }),
  cropping1d: of(() => l.cropping1d({ cropping: 1 }), sequences),
  cropping2d: of(() => l.cropping2d({ cropping: 1 }), images),
  cropping3d: of(() => l.cropping3d({ cropping: 1 }), volumes),
  dense: of(() => l.dense(units), vectors),
  depthwiseConv1d: of(() => l.depthwiseConv1d({ kernelSize: 2 }), sequences),
  depthwiseConv2d: of(() => l.depthwiseConv2d({ kernelSize: 2 }), images),
  dot: of(() => l.dot({ axes: 1 }), sequences, two),
  dropout: of(() => l.dropout({ rate: 0.2 }), vectors),
  einsumDense: of(() => l.einsumDense({ equation: 'abc,cd->abd', outputShape: [null, 3] }), sequences),
  eluLayer: of(() => l.eluLayer(), vectors),
  embedding: of(() => l.embedding({ inputDim: 7, outputDim: 3 }), vectors, { below: 7 }),
  flatten: of(() => l.flatten(), images),
  gaussianDropout: of(() => l.gaussianDropout({ rate: 0.2 }), vectors),
  gaussianNoise: of(() => l.gaussianNoise({ stddev: 0.1 }), vectors),
  globalAveragePooling1d: of(() => l.globalAveragePooling1d(), sequences),
  globalAveragePooling2d: of(() => l.globalAveragePooling2d(), images),
  globalAveragePooling3d: of(() => l.globalAveragePooling3d(), volumes),
  globalMaxPooling1d: of(() => l.globalMaxPooling1d(), sequences),
  globalMaxPooling2d: of(() => l.globalMaxPooling2d(), images),
  globalMaxPooling3d: of(() => l.globalMaxPooling3d(), volumes),
  groupNormalization: of(() => l.groupNormalization({ groups: 3 }), images),
  groupedQueryAttention: of(
    () => l.groupedQueryAttention({ headDim: 2, numQueryHeads: 2, numKeyValueHeads: 1 }),
    sequences,
    two,
  ),
  gru: of(() => l.gru(units), sequences),
  identity: of(() => l.identity(), vectors),
  layerNormalization: of(() => l.layerNormalization(), sequences),
  leakyReluLayer: of(() => l.leakyReluLayer(), vectors),
  lstm: of(() => l.lstm(units), sequences),
  masking: of(() => l.masking(), sequences),
  maxPooling1d: of(() => l.maxPooling1d({ poolSize: 2 }), sequences),
  maxPooling2d: of(() => l.maxPooling2d({ poolSize: 2 }), images),
  maxPooling3d: of(() => l.maxPooling3d({ poolSize: 2 }), volumes),
  maximum: of(() => l.maximum(), vectors, two),
  melSpectrogram: of(() => l.melSpectrogram({ fftLength: 16, sequenceStride: 8, samplingRate: 800, numMelBins: 4 }), {
    shape: [40],
  }),
  minimum: of(() => l.minimum(), vectors, two),
  multiHeadAttention: of(() => l.multiHeadAttention({ numHeads: 2, keyDim: 2 }), sequences, two),
  multiply: of(() => l.multiply(), vectors, two),
  normalization: of(() => l.normalization({ mean: [0.5], variance: [2], axis: null }), vectors),
  permute: of(() => l.permute({ dims: [2, 1] }), sequences),
  positionEmbedding: of(() => l.positionEmbedding({ sequenceLength: 8 }), sequences),
  prelu: of(() => l.prelu(), vectors),
  randAugment: of(() => l.randAugment({ valueRange: [0, 1] }), images),
  randomBrightness: of(() => l.randomBrightness({ factor: 0.2, valueRange: [0, 1] }), images),
  randomContrast: of(() => l.randomContrast({ factor: 0.2, valueRange: [0, 1] }), images),
  randomCrop: of(() => l.randomCrop({ height: 4, width: 4 }), images),
  randomErasing: of(() => l.randomErasing({ valueRange: [0, 1] }), images),
  randomFlip: of(() => l.randomFlip(), images),
  randomHue: of(() => l.randomHue({ factor: 0.2, valueRange: [0, 1] }), images),
  randomRotation: of(() => l.randomRotation({ factor: 0.1 }), images),
  randomSaturation: of(() => l.randomSaturation({ factor: 0.4, valueRange: [0, 1] }), images),
  randomTranslation: of(() => l.randomTranslation({ heightFactor: 0.2, widthFactor: 0.2 }), images),
  randomZoom: of(() => l.randomZoom({ heightFactor: 0.2 }), images),
  reluLayer: of(() => l.reluLayer(), vectors),
  repeatVector: of(() => l.repeatVector({ n: 2 }), vectors),
  rescaling: of(() => l.rescaling({ scale: 0.5 }), images),
  reshape: of(() => l.reshape({ targetShape: [2, 3] }), vectors),
  resizing: of(() => l.resizing({ height: 3, width: 4 }), images),
  rmsNormalization: of(() => l.rmsNormalization(), sequences),
  rnn: of(() => l.rnn({ cell: l.simpleRNNCell(units) }), sequences),
  rotaryEmbedding: of(() => l.rotaryEmbedding(), sequences),
  separableConv1d: of(() => l.separableConv1d(conv), sequences),
  separableConv2d: of(() => l.separableConv2d(conv), images),
  simpleRNN: of(() => l.simpleRNN(units), sequences),
  sinePositionEncoding: of(() => l.sinePositionEncoding(), sequences),
  softmaxLayer: of(() => l.softmaxLayer(), vectors),
  spatialDropout1d: of(() => l.spatialDropout1d({ rate: 0.2 }), sequences),
  spatialDropout2d: of(() => l.spatialDropout2d({ rate: 0.2 }), images),
  spatialDropout3d: of(() => l.spatialDropout3d({ rate: 0.2 }), volumes),
  spectralNormalization: of(() => l.spectralNormalization({ layer: l.dense(units) }), vectors),
  stftSpectrogram: of(() => l.stftSpectrogram({ frameLength: 16, frameStep: 8, fftLength: 16 }), { shape: [40, 1] }),
  subtract: of(() => l.subtract(), vectors, two),
  timeDistributed: of(() => l.timeDistributed({ layer: l.dense(units) }), sequences),
  transformerDecoder: of(() => l.transformerDecoder({ intermediateDim: 4, numHeads: 2 }), sequences, two),
  transformerEncoder: of(() => l.transformerEncoder({ intermediateDim: 4, numHeads: 2 }), sequences),
  unitNormalization: of(() => l.unitNormalization(), sequences),
  upSampling1d: of(() => l.upSampling1d(), sequences),
  upSampling2d: of(() => l.upSampling2d(), images),
  upSampling3d: of(() => l.upSampling3d(), volumes),
  zeroPadding1d: of(() => l.zeroPadding1d(), sequences),
  zeroPadding2d: of(() => l.zeroPadding2d(), images),
  zeroPadding3d: of(() => l.zeroPadding3d(), volumes),
};

/** What is no layer of a network on numbers: functions for layers, cells, what takes text, whole numbers or labels. */
const aside = new Set(
  'constant glorotNormal glorotUniform heNormal heUniform identityInitializer lecunNormal lecunUniform ones orthogonalInitializer randomNormal randomUniform truncatedNormal varianceScaling zeros l1 l1l2 l2 orthogonalRegularizer maxNorm minMaxNorm nonNeg unitNorm gruCell lstmCell simpleRNNCell stackedRNNCells cutMix mixUp discretization hashedCrossing hashing integerLookup stringLookup textVectorization inputLayer lambda'.split(
    ' ',
  ),
);

test('no layer is forgotten', () => {
  const functions = Object.keys(layers).filter((name) => !aside.has(name));
  expect(functions.filter((name) => !(name in cases))).toEqual([]);
});

test.each(Object.entries(cases))('%s', async (_, { make, shape, times = 1, below }) => {
  const before = memory().numTensors;
  const n = 4;
  const size = shape.reduce((a, b) => a * b, n);
  const data = below
    ? Int32Array.from({ length: size }, (_, i) => (5 * i + (i >> 2)) % below)
    : Float32Array.from({ length: size }, (_, i) => 0.5 + 0.49 * Math.sin(1 + 2.3 * i));
  const x = { data, shape: [n, ...shape] };
  const y = { data: Float32Array.from([1, -1, 0.5, 0]), shape: [n, 1] };

  const given = input({ shape: [...shape], ...(below && { dtype: 'int32' as const }) });
  const made = apply(make(), times > 1 ? Array.from({ length: times }, () => given) : given);
  const model = graph({
    inputs: given,
    outputs: apply(l.dense({ units: 1 }), apply(l.flatten(), made as typeof given)),
    seed: 5,
  } as Parameters<typeof graph>[0]);
  const optimizer = () => sgd({ learningRate: 0.01 });
  model.compile({ optimizer: optimizer(), loss: meanSquaredError });
  const { history } = await model.fit(x, y, { epochs: 2, batchSize: 2, verbose: 0 });
  expect(history.loss!.every(Number.isFinite)).toBe(true);

  const storage = inMemory();
  await model.save(storage);
  const loaded = await load(storage, { ...layers, graph, gelu });
  const [a, b] = [(await model.predict(x)) as Tensor, (await loaded.predict(x)) as Tensor];
  expectClose(await a.data(), await b.data(), 0);
  for (const owned of [a, b, model, loaded]) owned.dispose();
  expect(memory().numTensors - before, 'tensors left behind').toBe(0);
});
