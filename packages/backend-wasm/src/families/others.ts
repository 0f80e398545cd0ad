import type { Kernels } from '../kernel.js';
import { bincount } from '../kernels/bincount.js';
import { reciprocal, rsqrt } from '../kernels/elementwise.js';
import { maxPoolWithArgmax } from '../kernels/pool.js';
import { read } from '../kernels/read.js';
import { cumprod, cumsum } from '../kernels/reductions.js';
import { gatherNd, scatterNd, sparseToDense, tensorScatterUpdate } from '../kernels/scatter.js';
import { sparseFillEmptyRows, sparseReshape, sparseSegmentMean, sparseSegmentSum } from '../kernels/sparse.js';
import { unique } from '../kernels/unique.js';
import { acosConfig } from '../tfjs/Acos.js';
import { acoshConfig } from '../tfjs/Acosh.js';
import { asinConfig } from '../tfjs/Asin.js';
import { asinhConfig } from '../tfjs/Asinh.js';
import { atanConfig } from '../tfjs/Atan.js';
import { atan2Config } from '../tfjs/Atan2.js';
import { atanhConfig } from '../tfjs/Atanh.js';
import { bincountConfig } from '../tfjs/Bincount.js';
import { bitwiseAndConfig } from '../tfjs/BitwiseAnd.js';
import { broadcastArgsConfig } from '../tfjs/BroadcastArgs.js';
import { ceilConfig } from '../tfjs/Ceil.js';
import { cosConfig } from '../tfjs/Cos.js';
import { coshConfig } from '../tfjs/Cosh.js';
import { denseBincountConfig } from '../tfjs/DenseBincount.js';
import { diagConfig } from '../tfjs/Diag.js';
import { expm1Config } from '../tfjs/Expm1.js';
import { floorConfig } from '../tfjs/Floor.js';
import { floorDivConfig } from '../tfjs/FloorDiv.js';
import { isFiniteConfig } from '../tfjs/IsFinite.js';
import { isInfConfig } from '../tfjs/IsInf.js';
import { isNaNConfig } from '../tfjs/IsNan.js';
import { linSpaceConfig } from '../tfjs/LinSpace.js';
import { log1pConfig } from '../tfjs/Log1p.js';
import { modConfig } from '../tfjs/Mod.js';
import { multinomialConfig } from '../tfjs/Multinomial.js';
import { powConfig } from '../tfjs/Pow.js';
import { reciprocalConfig } from '../tfjs/Reciprocal.js';
import { roundConfig } from '../tfjs/Round.js';
import { rsqrtConfig } from '../tfjs/Rsqrt.js';
import { searchSortedConfig } from '../tfjs/SearchSorted.js';
import { signConfig } from '../tfjs/Sign.js';
import { sinConfig } from '../tfjs/Sin.js';
import { sinhConfig } from '../tfjs/Sinh.js';
import { tanConfig } from '../tfjs/Tan.js';
import { topKConfig } from '../tfjs/TopK.js';

/** Kernels for trigonometry, rounding, sorting, scattering, sparse and ragged tensors, bins. */
export const others: Kernels = {
  stock: [
    acosConfig,
    acoshConfig,
    asinConfig,
    asinhConfig,
    atanConfig,
    atan2Config,
    atanhConfig,
    bincountConfig,
    bitwiseAndConfig,
    broadcastArgsConfig,
    ceilConfig,
    cosConfig,
    coshConfig,
    denseBincountConfig,
    diagConfig,
    expm1Config,
    floorConfig,
    floorDivConfig,
    isFiniteConfig,
    isInfConfig,
    isNaNConfig,
    linSpaceConfig,
    log1pConfig,
    modConfig,
    multinomialConfig,
    powConfig,
    reciprocalConfig,
    roundConfig,
    rsqrtConfig,
    searchSortedConfig,
    signConfig,
    sinConfig,
    sinhConfig,
    tanConfig,
    topKConfig,
  ],
  own: {
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
