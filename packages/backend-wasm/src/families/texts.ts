import type { Kernels } from '../kernel.js';
import { staticRegexReplace, stringToHashBucketFast } from '../kernels/strings.js';
import { stringNGramsConfig } from '../tfjs/StringNGrams.js';
import { stringSplitConfig } from '../tfjs/StringSplit.js';

/** Kernels for strings. */
export const texts: Kernels = {
  stock: [stringNGramsConfig, stringSplitConfig],
  own: {
    StaticRegexReplace: staticRegexReplace,
    StringToHashBucketFast: stringToHashBucketFast,
  },
};
