import type { Kernels } from '../kernel.js';
import {
  add,
  maximum,
  minimum,
  multiply,
  realDiv,
  reluGrad,
  sigmoidGrad,
  squaredDifference,
  sub,
  tanhGrad,
} from '../kernels/binary.js';
import { cast } from '../kernels/cast.js';
import { zerosLike } from '../kernels/complex.js';
import { abs, dropout, exp, log, neg, relu, sigmoid, sqrt, square, tanh } from '../kernels/elementwise.js';
import { identity } from '../kernels/identity.js';
import { batchMatMul, fusedMatMul } from '../kernels/matMul.js';
import { oneHot } from '../kernels/oneHot.js';
import { adagradStep, adamStep, lionStep, rmspropStep, sgdStep } from '../kernels/optimizers.js';
import { argMax, mean, sum } from '../kernels/reductions.js';
import { logSoftmax, softmax, softmaxCrossentropy, softmaxGrad } from '../kernels/softmax.js';
import { equal, fill } from '../kernels/strings.js';
import { absConfig } from '../tfjs/Abs.js';
import { addConfig } from '../tfjs/Add.js';
import { addNConfig } from '../tfjs/AddN.js';
import { castConfig } from '../tfjs/Cast.js';
import { equalConfig } from '../tfjs/Equal.js';
import { expConfig } from '../tfjs/Exp.js';
import { fillConfig } from '../tfjs/Fill.js';
import { logConfig } from '../tfjs/Log.js';
import { maximumConfig } from '../tfjs/Maximum.js';
import { minimumConfig } from '../tfjs/Minimum.js';
import { multiplyConfig } from '../tfjs/Multiply.js';
import { negConfig } from '../tfjs/Neg.js';
import { realDivConfig } from '../tfjs/RealDiv.js';
import { reluConfig } from '../tfjs/Relu.js';
import { reshapeConfig } from '../tfjs/Reshape.js';
import { selectConfig } from '../tfjs/Select.js';
import { sigmoidConfig } from '../tfjs/Sigmoid.js';
import { sqrtConfig } from '../tfjs/Sqrt.js';
import { squareConfig } from '../tfjs/Square.js';
import { squaredDifferenceConfig } from '../tfjs/SquaredDifference.js';
import { subConfig } from '../tfjs/Sub.js';
import { tanhConfig } from '../tfjs/Tanh.js';
import { zerosLikeConfig } from '../tfjs/ZerosLike.js';

/** Kernels for what almost every model needs: arithmetic, products, sums, the usual activations, softmax and its loss, dropout, optimizer steps. */
export const basics: Kernels = {
  stock: [
    absConfig,
    addConfig,
    addNConfig,
    castConfig,
    equalConfig,
    expConfig,
    fillConfig,
    logConfig,
    maximumConfig,
    minimumConfig,
    multiplyConfig,
    negConfig,
    realDivConfig,
    reluConfig,
    reshapeConfig,
    selectConfig,
    sigmoidConfig,
    sqrtConfig,
    squareConfig,
    squaredDifferenceConfig,
    subConfig,
    tanhConfig,
    zerosLikeConfig,
  ],
  own: {
    _FusedMatMul: fusedMatMul,
    Abs: abs,
    AdagradStep: adagradStep,
    AdamStep: adamStep,
    Add: add,
    ArgMax: argMax,
    BatchMatMul: batchMatMul,
    Cast: cast,
    Dropout: dropout,
    Equal: equal,
    Exp: exp,
    Fill: fill,
    Identity: identity,
    LionStep: lionStep,
    Log: log,
    LogSoftmax: logSoftmax,
    Maximum: maximum,
    Mean: mean,
    Minimum: minimum,
    Multiply: multiply,
    Neg: neg,
    OneHot: oneHot,
    RealDiv: realDiv,
    Relu: relu,
    ReluGrad: reluGrad,
    RmspropStep: rmspropStep,
    SgdStep: sgdStep,
    Sigmoid: sigmoid,
    SigmoidGrad: sigmoidGrad,
    Softmax: softmax,
    SoftmaxCrossentropy: softmaxCrossentropy,
    SoftmaxGrad: softmaxGrad,
    Sqrt: sqrt,
    Square: square,
    SquaredDifference: squaredDifference,
    Sub: sub,
    Sum: sum,
    Tanh: tanh,
    TanhGrad: tanhGrad,
    ZerosLike: zerosLike,
  },
};
