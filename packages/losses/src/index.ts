export { type BinaryCrossentropyOptions, binaryCrossentropy } from './binaryCrossentropy.js';
export { type BinaryFocalCrossentropyOptions, binaryFocalCrossentropy } from './binaryFocalCrossentropy.js';
export { type CategoricalCrossentropyOptions, categoricalCrossentropy } from './categoricalCrossentropy.js';
export {
  type CategoricalFocalCrossentropyOptions,
  categoricalFocalCrossentropy,
} from './categoricalFocalCrossentropy.js';
export { hinge } from './hinge.js';
export { klDivergence } from './klDivergence.js';
export { meanSquaredError } from './meanSquaredError.js';
export {
  type SparseCategoricalCrossentropyOptions,
  sparseCategoricalCrossentropy,
} from './sparseCategoricalCrossentropy.js';
