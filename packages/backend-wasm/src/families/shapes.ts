import type { Kernels } from '../kernel.js';
import { onesLike } from '../kernels/complex.js';
import { concat, pack } from '../kernels/concat.js';
import { gather } from '../kernels/gather.js';
import { slice, splitV, stridedSlice, unpack } from '../kernels/slice.js';
import { tile } from '../kernels/strings.js';
import { transpose } from '../kernels/transpose.js';
import { unsortedSegmentSum } from '../kernels/unsortedSegmentSum.js';
import { expandDimsConfig } from '../tfjs/ExpandDims.js';
import { padV2Config } from '../tfjs/PadV2.js';
import { rangeConfig } from '../tfjs/Range.js';
import { reverseConfig } from '../tfjs/Reverse.js';

/** Kernels for putting together, taking apart, turning round and picking rows, as recurrent layers, attention and embeddings do. */
export const shapes: Kernels = {
  stock: [expandDimsConfig, padV2Config, rangeConfig, reverseConfig],
  own: {
    Concat: concat,
    GatherV2: gather,
    OnesLike: onesLike,
    Pack: pack,
    Slice: slice,
    SplitV: splitV,
    StridedSlice: stridedSlice,
    Tile: tile,
    Transpose: transpose,
    Unpack: unpack,
    UnsortedSegmentSum: unsortedSegmentSum,
  },
};
