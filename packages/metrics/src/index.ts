export { accuracy } from './accuracy.js';
export { type AucOptions, auc } from './auc.js';
export { type BinaryAccuracyOptions, binaryAccuracy } from './binaryAccuracy.js';
export { binaryCrossentropy, type CrossentropyOptions } from './binaryCrossentropy.js';
export { type BinaryIoUOptions, binaryIoU } from './binaryIoU.js';
export { type Bleu, type BleuOptions, bleu, type Token } from './bleu.js';
export { categoricalAccuracy } from './categoricalAccuracy.js';
export { type CategoricalCrossentropyOptions, categoricalCrossentropy } from './categoricalCrossentropy.js';
export { categoricalHinge } from './categoricalHinge.js';
export { concordanceCorrelation } from './concordanceCorrelation.js';
export { type ConfusionMatrixOptions, confusionMatrix } from './confusionMatrix.js';
export type { CorrelationOptions } from './correlation.js';
export { type CosineSimilarityOptions, cosineSimilarity } from './cosineSimilarity.js';
export { f1Score } from './f1Score.js';
export { falseNegatives } from './falseNegatives.js';
export { falsePositives } from './falsePositives.js';
export {
  type Average,
  type FBetaScoreOptions,
  type FScoreMetric,
  type FScoreOptions,
  fBetaScore,
} from './fBetaScore.js';
export { hinge } from './hinge.js';
export { type IoUOptions, ioU, type MeanIoUOptions } from './ioU.js';
export { klDivergence } from './klDivergence.js';
export { logCoshError } from './logCoshError.js';
export { mean, type ValueFunction } from './mean.js';
export { meanAbsoluteError } from './meanAbsoluteError.js';
export { meanAbsolutePercentageError } from './meanAbsolutePercentageError.js';
export { meanIoU } from './meanIoU.js';
export { meanSquaredError } from './meanSquaredError.js';
export { meanSquaredLogarithmicError } from './meanSquaredLogarithmicError.js';
export type { Accumulator, MetricOptions } from './metric.js';
export { oneHotIoU } from './oneHotIoU.js';
export { oneHotMeanIoU } from './oneHotMeanIoU.js';
export { pearsonCorrelation } from './pearsonCorrelation.js';
export { perplexity } from './perplexity.js';
export { poisson } from './poisson.js';
export { type PrecisionOptions, precision } from './precision.js';
export { type PrecisionAtRecallOptions, precisionAtRecall } from './precisionAtRecall.js';
export { type OutputAggregation, type R2ScoreOptions, r2Score } from './r2Score.js';
export { type RecallOptions, recall } from './recall.js';
export { type RecallAtPrecisionOptions, recallAtPrecision } from './recallAtPrecision.js';
export { rootMeanSquaredError } from './rootMeanSquaredError.js';
export { type SensitivityAtSpecificityOptions, sensitivityAtSpecificity } from './sensitivityAtSpecificity.js';
export { sparseCategoricalAccuracy } from './sparseCategoricalAccuracy.js';
export { type SparseCrossentropyOptions, sparseCategoricalCrossentropy } from './sparseCategoricalCrossentropy.js';
export { sparseTopKCategoricalAccuracy } from './sparseTopKCategoricalAccuracy.js';
export { type SpecificityAtSensitivityOptions, specificityAtSensitivity } from './specificityAtSensitivity.js';
export { squaredHinge } from './squaredHinge.js';
export { sum } from './sum.js';
export type { ThresholdMetric, ThresholdOptions, Thresholds } from './thresholdMetric.js';
export { type TopKOptions, topKCategoricalAccuracy } from './topKCategoricalAccuracy.js';
export { trueNegatives } from './trueNegatives.js';
export { truePositives } from './truePositives.js';
