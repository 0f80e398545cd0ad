export { type AttentionMapOptions, attentionMap } from './attentionMap.js';
export { type ConfusionMatrixOptions, confusionMatrix } from './confusionMatrix.js';
export { type LearningCurvesOptions, learningCurves } from './learningCurves.js';
export type { TrainingHistory } from './panels.js';
export type { Picture } from './picture.js';
export { type PlotModelOptions, type PlottedLayer, type PlottedModel, plotModel } from './plotModel.js';
export { type PredictedSeriesOptions, predictedSeries } from './predictedSeries.js';
export { type SampleGridOptions, sampleGrid } from './sampleGrid.js';
export { type SpectrogramPictureOptions, spectrogramPicture } from './spectrogramPicture.js';
