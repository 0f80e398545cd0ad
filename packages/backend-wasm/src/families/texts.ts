import type { Kernels } from '../kernel.js';
import { staticRegexReplace, stringToHashBucketFast } from '../kernels/strings.js';
import { stringNGrams, stringSplit } from '../kernels/tokens.js';

/** Kernels for strings. */
export const texts: Kernels = {
  stock: [],
  own: {
    StaticRegexReplace: staticRegexReplace,
    StringNGrams: stringNGrams,
    StringSplit: stringSplit,
    StringToHashBucketFast: stringToHashBucketFast,
  },
};
