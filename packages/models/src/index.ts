export { activateBest, type BestBackend, type RefusedBackend } from './activateBest.js';
export { type BackupAndRestoreOptions, backupAndRestore } from './callbacks/backupAndRestore.js';
export { bestCheckpoint } from './callbacks/bestCheckpoint.js';
export { type EarlyStoppingOptions, earlyStopping } from './callbacks/earlyStopping.js';
export { type History, history } from './callbacks/history.js';
export { lambdaCallback } from './callbacks/lambdaCallback.js';
export { type ModelCheckpointOptions, modelCheckpoint } from './callbacks/modelCheckpoint.js';
export { terminateOnNaN } from './callbacks/terminateOnNaN.js';
export {
  type CustomOptions,
  type CustomParts,
  type CustomStructure,
  type CustomTensors,
  custom,
} from './custom/custom.js';
export { type ApplyOptions, apply, type Symbolics } from './graph/apply.js';
export { type GraphModel, type GraphOptions, graph } from './graph/graph.js';
export { type InputOptions, input } from './graph/input.js';
export type { Node, SymbolicTensor } from './graph/symbolic.js';
export type { Model, TrainingState } from './model.js';
export { type ChainOptions, chain } from './network/chain.js';
export type { Network } from './network/network.js';
export { type RecomputeOptions, recompute } from './network/recompute.js';
export type { AsTensors, Each, Given, Some, Structure } from './network/structure.js';
export { type SequentialOptions, sequential } from './sequential.js';
export type { LoadWeightsOptions, SaveOptions } from './serialization/files.js';
export { load } from './serialization/load.js';
export { loadWeights } from './serialization/loadWeights.js';
export type { Parts } from './serialization/values.js';

export type { SummaryOptions } from './summary.js';
export type { CompileOptions, MetricLike } from './training/compile.js';
export type { Data, Stream, StreamBatch } from './training/data.js';
export type { EvaluateOptions } from './training/evaluate.js';
export type { FitOptions } from './training/fit.js';
export type { BatchOptions } from './training/onBatch.js';
export { type PredictOptions, predict } from './training/predict.js';
