import type { Kernels } from '../kernel.js';
import { concat, onesLike, transpose } from '../kernels/complex.js';
import { gather } from '../kernels/gather.js';
import { slice, splitV, stridedSlice, unpack } from '../kernels/slice.js';
import { tile } from '../kernels/strings.js';
import { unsortedSegmentSum } from '../kernels/unsortedSegmentSum.js';
import { concatConfig } from '../tfjs/Concat.js';
import { expandDimsConfig } from '../tfjs/ExpandDims.js';
import { gatherV2Config } from '../tfjs/GatherV2.js';
import { onesLikeConfig } from '../tfjs/OnesLike.js';
import { packConfig } from '../tfjs/Pack.js';
import { padV2Config } from '../tfjs/PadV2.js';
import { rangeConfig } from '../tfjs/Range.js';
import { reverseConfig } from '../tfjs/Reverse.js';
import { tileConfig } from '../tfjs/Tile.js';
import { transposeConfig } from '../tfjs/Transpose.js';

/** Kernels for putting together, taking apart, turning round and picking rows, as recurrent layers, attention and embeddings do. */
export const shapes: Kernels = {
  stock: [
    concatConfig,
    expandDimsConfig,
    gatherV2Config,
    onesLikeConfig,
    packConfig,
    padV2Config,
    rangeConfig,
    reverseConfig,
    tileConfig,
    transposeConfig,
  ],
  own: {
    Concat: concat,
    GatherV2: gather,
    OnesLike: onesLike,
    Slice: slice,
    SplitV: splitV,
    StridedSlice: stridedSlice,
    Tile: tile,
    Transpose: transpose,
    Unpack: unpack,
    UnsortedSegmentSum: unsortedSegmentSum,
  },
};
