import type { Kernels } from '../kernel.js';
import { greater, greaterEqual, less, lessEqual, notEqual } from '../kernels/strings.js';
import { allConfig } from '../tfjs/All.js';
import { anyConfig } from '../tfjs/Any.js';
import { argMinConfig } from '../tfjs/ArgMin.js';
import { greaterConfig } from '../tfjs/Greater.js';
import { greaterEqualConfig } from '../tfjs/GreaterEqual.js';
import { lessConfig } from '../tfjs/Less.js';
import { lessEqualConfig } from '../tfjs/LessEqual.js';
import { logicalAndConfig } from '../tfjs/LogicalAnd.js';
import { logicalNotConfig } from '../tfjs/LogicalNot.js';
import { logicalOrConfig } from '../tfjs/LogicalOr.js';
import { logicalXorConfig } from '../tfjs/LogicalXor.js';
import { maxConfig } from '../tfjs/Max.js';
import { minConfig } from '../tfjs/Min.js';
import { notEqualConfig } from '../tfjs/NotEqual.js';
import { prodConfig } from '../tfjs/Prod.js';

/** Kernels for maxima, minima, products, comparisons and logic. */
export const reductions: Kernels = {
  stock: [
    allConfig,
    anyConfig,
    argMinConfig,
    greaterConfig,
    greaterEqualConfig,
    lessConfig,
    lessEqualConfig,
    logicalAndConfig,
    logicalNotConfig,
    logicalOrConfig,
    logicalXorConfig,
    maxConfig,
    minConfig,
    notEqualConfig,
    prodConfig,
  ],
  own: {
    Greater: greater,
    GreaterEqual: greaterEqual,
    Less: less,
    LessEqual: lessEqual,
    NotEqual: notEqual,
  },
};
