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
export { kernel } from './kernel.js';
export { named } from './named.js';
export { primitive } from './primitive.js';
export { bits, normal, permutation, seedFrom, uniform } from './random.js';
