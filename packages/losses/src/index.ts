export { type BinaryCrossentropyOptions, binaryCrossentropy } from './binaryCrossentropy.js';
export { type BinaryFocalCrossentropyOptions, binaryFocalCrossentropy } from './binaryFocalCrossentropy.js';
export { type CategoricalCrossentropyOptions, categoricalCrossentropy } from './categoricalCrossentropy.js';
export {
  type CategoricalFocalCrossentropyOptions,
  categoricalFocalCrossentropy,
} from './categoricalFocalCrossentropy.js';
export {
  type CategoricalGeneralizedCrossEntropyOptions,
  categoricalGeneralizedCrossEntropy,
} from './categoricalGeneralizedCrossEntropy.js';
export { categoricalHinge } from './categoricalHinge.js';
export { type CircleOptions, circle } from './circle.js';
export { type CosineSimilarityOptions, cosineSimilarity } from './cosineSimilarity.js';
export { ctc } from './ctc.js';
export { type DiceOptions, dice } from './dice.js';
export { hinge } from './hinge.js';
export { type HuberOptions, huber } from './huber.js';
export { klDivergence } from './klDivergence.js';
export { logCosh } from './logCosh.js';
export { meanAbsoluteError } from './meanAbsoluteError.js';
export { meanAbsolutePercentageError } from './meanAbsolutePercentageError.js';
export { meanSquaredError } from './meanSquaredError.js';
export { meanSquaredLogarithmicError } from './meanSquaredLogarithmicError.js';
export { poisson } from './poisson.js';
export {
  type SparseCategoricalCrossentropyOptions,
  sparseCategoricalCrossentropy,
} from './sparseCategoricalCrossentropy.js';
export { squaredHinge } from './squaredHinge.js';
export { type TverskyOptions, tversky } from './tversky.js';
