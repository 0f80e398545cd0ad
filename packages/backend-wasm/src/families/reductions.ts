import type { Kernels } from '../kernel.js';
import { binaries, unaries } from '../kernels/plain.js';
import { all, any, argMin, max, min, prod } from '../kernels/reductions.js';
import { greater, greaterEqual, less, lessEqual, notEqual } from '../kernels/strings.js';

/** Kernels for maxima, minima, products, comparisons and logic. */
export const reductions: Kernels = {
  stock: [],
  own: {
    ...unaries(['LogicalNot']),
    ...binaries(['LogicalAnd', 'LogicalOr', 'LogicalXor'], 'bool'),
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
