export { binaries, binary, repeat } from './broadcast';
export { clip, gather, unary } from './elementwise';
export { gemm, gemmInt32, gemms, gemmScratch } from './gemm';
export { conv2d, conv2dFilterGrad, conv2dInputGrad, convScratch, filterGradScratch, inputGradScratch } from './conv2d';
export { depthwise, depthwiseFilterGrad, depthwiseInputGrad } from './depthwise';
export { attention, attentionGrad, attentionScratch } from './attention';
export {
  batchNormalization,
  batchNormalizationGrad,
  batchWeightsGrad,
  columnMoments,
  layerNormalization,
  layerNormalizationGrad,
  layerWeightsGrad,
} from './normalization';
export { avgPoolGrad, maxPoolGrad, maxPoolGrad2x2 } from './pool';
export { pool3d } from './pool3d';
export { gru, gruGrad, lstm, lstmGrad, recurrentScratch, simpleRNN, simpleRNNGrad } from './recurrent';
export { dot, sum } from './reduce';
export { resizeGrad } from './resize';
export {
  adagradStep,
  adamStep,
  dropout,
  lionStep,
  logSoftmax,
  rmspropStep,
  segmentSum,
  segmentSumInt32,
  sgdStep,
  softmax,
  softmaxCrossentropy,
  softmaxGrad,
  zero,
} from './train';
export { winograd, winogradScratch } from './winograd';
