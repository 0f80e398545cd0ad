import type { Kernels } from '../kernel.js';
import { bincount } from '../kernels/bincount.js';
import { reciprocal, rsqrt } from '../kernels/elementwise.js';
import { binaries, unaries } from '../kernels/plain.js';
import { maxPoolWithArgmax } from '../kernels/pool.js';
import { read } from '../kernels/read.js';
import { cumprod, cumsum } from '../kernels/reductions.js';
import { gatherNd, scatterNd, sparseToDense, tensorScatterUpdate } from '../kernels/scatter.js';
import { sparseFillEmptyRows, sparseReshape, sparseSegmentMean, sparseSegmentSum } from '../kernels/sparse.js';
import { unique } from '../kernels/unique.js';
import { bincountConfig } from '../tfjs/Bincount.js';
import { broadcastArgsConfig } from '../tfjs/BroadcastArgs.js';
import { denseBincountConfig } from '../tfjs/DenseBincount.js';
import { diagConfig } from '../tfjs/Diag.js';
import { linSpaceConfig } from '../tfjs/LinSpace.js';
import { multinomialConfig } from '../tfjs/Multinomial.js';
import { searchSortedConfig } from '../tfjs/SearchSorted.js';
import { topKConfig } from '../tfjs/TopK.js';

/** Kernels for trigonometry, rounding, sorting, scattering, sparse and ragged tensors, bins. */
export const others: Kernels = {
  stock: [
    bincountConfig,
    broadcastArgsConfig,
    denseBincountConfig,
    diagConfig,
    linSpaceConfig,
    multinomialConfig,
    searchSortedConfig,
    topKConfig,
  ],
  own: {
    ...unaries('Acos Acosh Asin Asinh Atan Atanh Ceil Cos Cosh Floor Log1p Round Sign Sin Sinh Tan'.split(' ')),
    ...unaries(['Expm1'], 'float32'),
    ...unaries(['IsFinite', 'IsInf', 'IsNan'], 'bool'),
    ...binaries(['Atan2', 'BitwiseAnd', 'FloorDiv', 'Mod', 'Pow']),
    Bincount: bincount,
    Cumprod: cumprod,
    Cumsum: cumsum,
    GatherNd: gatherNd,
    MaxPoolWithArgmax: maxPoolWithArgmax,
    Read: read,
    Reciprocal: reciprocal,
    Rsqrt: rsqrt,
    ScatterNd: scatterNd,
    SparseFillEmptyRows: sparseFillEmptyRows,
    SparseReshape: sparseReshape,
    SparseSegmentMean: sparseSegmentMean,
    SparseSegmentSum: sparseSegmentSum,
    SparseToDense: sparseToDense,
    TensorScatterUpdate: tensorScatterUpdate,
    Unique: unique,
  },
};
