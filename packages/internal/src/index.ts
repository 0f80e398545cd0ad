export {
  finite,
  fraction,
  integer,
  nonNegative,
  oneOf,
  positive,
  positiveInteger,
  rank,
  refuse,
  sameShape,
  show,
} from './checks.js';
export { fingerprint64, fingerprintOf, sipHash } from './fingerprint.js';
export { isIterable, isTypedArray } from './isIterable.js';
export { kernel } from './kernel.js';
export { melBands } from './melBands.js';
export { named } from './named.js';
export { type Forward, primitive } from './primitive.js';
export { bits, normal, permutation, seedFrom, uniform } from './random.js';
export { registerKernels } from './registerKernels.js';
export { windowOf } from './window.js';
