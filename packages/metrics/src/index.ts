export { accuracy } from './accuracy.js';
export { type BinaryAccuracyOptions, binaryAccuracy } from './binaryAccuracy.js';
export { categoricalAccuracy } from './categoricalAccuracy.js';
export { mean, type ValueFunction } from './mean.js';
export { meanAbsoluteError } from './meanAbsoluteError.js';
export { meanSquaredError } from './meanSquaredError.js';
export type { MetricOptions } from './metric.js';
export { sparseCategoricalAccuracy } from './sparseCategoricalAccuracy.js';
