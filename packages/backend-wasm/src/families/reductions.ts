import type { Kernels } from '../kernel.js';
import { all, any, argMin, max, min, prod } from '../kernels/reductions.js';
import { greater, greaterEqual, less, lessEqual, notEqual } from '../kernels/strings.js';
import { greaterConfig } from '../tfjs/Greater.js';
import { greaterEqualConfig } from '../tfjs/GreaterEqual.js';
import { lessConfig } from '../tfjs/Less.js';
import { lessEqualConfig } from '../tfjs/LessEqual.js';
import { logicalAndConfig } from '../tfjs/LogicalAnd.js';
import { logicalNotConfig } from '../tfjs/LogicalNot.js';
import { logicalOrConfig } from '../tfjs/LogicalOr.js';
import { logicalXorConfig } from '../tfjs/LogicalXor.js';
import { notEqualConfig } from '../tfjs/NotEqual.js';

/** Kernels for maxima, minima, products, comparisons and logic. */
export const reductions: Kernels = {
  stock: [
    greaterConfig,
    greaterEqualConfig,
    lessConfig,
    lessEqualConfig,
    logicalAndConfig,
    logicalNotConfig,
    logicalOrConfig,
    logicalXorConfig,
    notEqualConfig,
  ],
  own: {
    All: all,
    Any: any,
    ArgMin: argMin,
    Greater: greater,
    GreaterEqual: greaterEqual,
    Less: less,
    LessEqual: lessEqual,
    Max: max,
    Min: min,
    NotEqual: notEqual,
    Prod: prod,
  },
};
