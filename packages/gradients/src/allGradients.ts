import type { GradConfig } from '@tensorflow/tfjs-core';
import { absGradient } from './abs.js';
import { acosGradient } from './acos.js';
import { acoshGradient } from './acosh.js';
import { addGradient } from './add.js';
import { addNGradient } from './addN.js';
import { argMaxGradient } from './argMax.js';
import { argMinGradient } from './argMin.js';
import { asinGradient } from './asin.js';
import { asinhGradient } from './asinh.js';
import { atanGradient } from './atan.js';
import { atan2Gradient } from './atan2.js';
import { atanhGradient } from './atanh.js';
import { avgPoolGradient } from './avgPool.js';
import { avgPool3DGradient } from './avgPool3D.js';
import { batchMatMulGradient } from './batchMatMul.js';
import { batchToSpaceNDGradient } from './batchToSpaceND.js';
import { broadcastToGradient } from './broadcastTo.js';
import { castGradient } from './cast.js';
import { ceilGradient } from './ceil.js';
import { clipByValueGradient } from './clipByValue.js';
import { complexAbsGradient } from './complexAbs.js';
import { concatGradient } from './concat.js';
import { conv2DGradient } from './conv2D.js';
import { conv2DBackpropInputGradient } from './conv2DBackpropInput.js';
import { conv3DGradient } from './conv3D.js';
import { cosGradient } from './cos.js';
import { coshGradient } from './cosh.js';
import { cumprodGradient } from './cumprod.js';
import { cumsumGradient } from './cumsum.js';
import { depthToSpaceGradient } from './depthToSpace.js';
import { depthwiseConv2dNativeGradient } from './depthwiseConv2dNative.js';
import { dilation2DGradient } from './dilation2D.js';
import { einsumGradient } from './einsum.js';
import { eluGradient } from './elu.js';
import { equalGradient } from './equal.js';
import { erfGradient } from './erf.js';
import { expGradient } from './exp.js';
import { expandDimsGradient } from './expandDims.js';
import { expm1Gradient } from './expm1.js';
import { floorGradient } from './floor.js';
import { floorDivGradient } from './floorDiv.js';
import { fusedBatchNormGradient } from './fusedBatchNorm.js';
import { gatherNdGradient } from './gatherNd.js';
import { gatherV2Gradient } from './gatherV2.js';
import { greaterGradient } from './greater.js';
import { greaterEqualGradient } from './greaterEqual.js';
import { identityGradient } from './identity.js';
import { isFiniteGradient } from './isFinite.js';
import { isInfGradient } from './isInf.js';
import { isNanGradient } from './isNan.js';
import { leakyReluGradient } from './leakyRelu.js';
import { lessGradient } from './less.js';
import { lessEqualGradient } from './lessEqual.js';
import { logGradient } from './log.js';
import { log1pGradient } from './log1p.js';
import { logicalAndGradient } from './logicalAnd.js';
import { logicalNotGradient } from './logicalNot.js';
import { logicalOrGradient } from './logicalOr.js';
import { logSoftmaxGradient } from './logSoftmax.js';
import { lrnGradient } from './lrn.js';
import { maxGradient } from './max.js';
import { maximumGradient } from './maximum.js';
import { maxPoolGradient } from './maxPool.js';
import { maxPool3DGradient } from './maxPool3D.js';
import { meanGradient } from './mean.js';
import { minGradient } from './min.js';
import { minimumGradient } from './minimum.js';
import { mirrorPadGradient } from './mirrorPad.js';
import { modGradient } from './mod.js';
import { multiplyGradient } from './multiply.js';
import { negGradient } from './neg.js';
import { notEqualGradient } from './notEqual.js';
import { oneHotGradient } from './oneHot.js';
import { onesLikeGradient } from './onesLike.js';
import { packGradient } from './pack.js';
import { padV2Gradient } from './padV2.js';
import { powGradient } from './pow.js';
import { preluGradient } from './prelu.js';
import { prodGradient } from './prod.js';
import { realDivGradient } from './realDiv.js';
import { reciprocalGradient } from './reciprocal.js';
import { reluGradient } from './relu.js';
import { relu6Gradient } from './relu6.js';
import { reshapeGradient } from './reshape.js';
import { resizeBilinearGradient } from './resizeBilinear.js';
import { resizeNearestNeighborGradient } from './resizeNearestNeighbor.js';
import { reverseGradient } from './reverse.js';
import { roundGradient } from './round.js';
import { rsqrtGradient } from './rsqrt.js';
import { scatterNdGradient } from './scatterNd.js';
import { selectGradient } from './select.js';
import { seluGradient } from './selu.js';
import { sigmoidGradient } from './sigmoid.js';
import { signGradient } from './sign.js';
import { sinGradient } from './sin.js';
import { sinhGradient } from './sinh.js';
import { sliceGradient } from './slice.js';
import { softmaxGradient } from './softmax.js';
import { softplusGradient } from './softplus.js';
import { spaceToBatchNDGradient } from './spaceToBatchND.js';
import { splitVGradient } from './splitV.js';
import { sqrtGradient } from './sqrt.js';
import { squareGradient } from './square.js';
import { squaredDifferenceGradient } from './squaredDifference.js';
import { stepGradient } from './step.js';
import { stridedSliceGradient } from './stridedSlice.js';
import { subGradient } from './sub.js';
import { sumGradient } from './sum.js';
import { tanGradient } from './tan.js';
import { tanhGradient } from './tanh.js';
import { tensorScatterUpdateGradient } from './tensorScatterUpdate.js';
import { tileGradient } from './tile.js';
import { topKGradient } from './topK.js';
import { transposeGradient } from './transpose.js';
import { unpackGradient } from './unpack.js';
import { unsortedSegmentSumGradient } from './unsortedSegmentSum.js';
import { zerosLikeGradient } from './zerosLike.js';

/** Every gradient of this package: a function, so that nothing is kept where it is not called. */
export const allGradients = (): GradConfig[] => [
  absGradient,
  acosGradient,
  acoshGradient,
  addGradient,
  addNGradient,
  argMaxGradient,
  argMinGradient,
  asinGradient,
  asinhGradient,
  atanGradient,
  atan2Gradient,
  atanhGradient,
  avgPoolGradient,
  avgPool3DGradient,
  batchMatMulGradient,
  batchToSpaceNDGradient,
  broadcastToGradient,
  castGradient,
  ceilGradient,
  clipByValueGradient,
  complexAbsGradient,
  concatGradient,
  conv2DGradient,
  conv2DBackpropInputGradient,
  conv3DGradient,
  cosGradient,
  coshGradient,
  cumprodGradient,
  cumsumGradient,
  depthToSpaceGradient,
  depthwiseConv2dNativeGradient,
  dilation2DGradient,
  einsumGradient,
  eluGradient,
  equalGradient,
  erfGradient,
  expGradient,
  expandDimsGradient,
  expm1Gradient,
  floorGradient,
  floorDivGradient,
  fusedBatchNormGradient,
  gatherNdGradient,
  gatherV2Gradient,
  greaterGradient,
  greaterEqualGradient,
  identityGradient,
  isFiniteGradient,
  isInfGradient,
  isNanGradient,
  leakyReluGradient,
  lessGradient,
  lessEqualGradient,
  logGradient,
  log1pGradient,
  logicalAndGradient,
  logicalNotGradient,
  logicalOrGradient,
  logSoftmaxGradient,
  lrnGradient,
  maxGradient,
  maximumGradient,
  maxPoolGradient,
  maxPool3DGradient,
  meanGradient,
  minGradient,
  minimumGradient,
  mirrorPadGradient,
  modGradient,
  multiplyGradient,
  negGradient,
  notEqualGradient,
  oneHotGradient,
  onesLikeGradient,
  packGradient,
  padV2Gradient,
  powGradient,
  preluGradient,
  prodGradient,
  realDivGradient,
  reciprocalGradient,
  reluGradient,
  relu6Gradient,
  reshapeGradient,
  resizeBilinearGradient,
  resizeNearestNeighborGradient,
  reverseGradient,
  roundGradient,
  rsqrtGradient,
  scatterNdGradient,
  selectGradient,
  seluGradient,
  sigmoidGradient,
  signGradient,
  sinGradient,
  sinhGradient,
  sliceGradient,
  softmaxGradient,
  softplusGradient,
  spaceToBatchNDGradient,
  splitVGradient,
  sqrtGradient,
  squareGradient,
  squaredDifferenceGradient,
  stepGradient,
  stridedSliceGradient,
  subGradient,
  sumGradient,
  tanGradient,
  tanhGradient,
  tensorScatterUpdateGradient,
  tileGradient,
  topKGradient,
  transposeGradient,
  unpackGradient,
  unsortedSegmentSumGradient,
  zerosLikeGradient,
];
