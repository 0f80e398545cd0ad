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
import { addN, select } from '../kernels/plain.js';
import { argMax, mean, sum } from '../kernels/reductions.js';
import { logSoftmax, softmax, softmaxCrossentropy, softmaxGrad } from '../kernels/softmax.js';
import { equal, fill } from '../kernels/strings.js';
import { reshapeConfig } from '../tfjs/Reshape.js';

/** Kernels for what almost every model needs: arithmetic, products, sums, the usual activations, softmax and its loss, dropout, optimizer steps. */
export const basics: Kernels = {
  stock: [reshapeConfig],
  own: {
    _FusedMatMul: fusedMatMul,
    Abs: abs,
    AdagradStep: adagradStep,
    AdamStep: adamStep,
    AddN: addN,
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
    Select: select,
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
