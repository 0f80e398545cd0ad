import type { Kernels } from '../kernel.js';
import { eluGrad, geluGrad, mishGrad, siluGrad, softplusGrad } from '../kernels/binary.js';
import { clipByValue, elu, erf, gelu, mish, silu, softplus } from '../kernels/elementwise.js';
import { eluConfig } from '../tfjs/Elu.js';
import { erfConfig } from '../tfjs/Erf.js';
import { leakyReluConfig } from '../tfjs/LeakyRelu.js';
import { preluConfig } from '../tfjs/Prelu.js';
import { relu6Config } from '../tfjs/Relu6.js';
import { seluConfig } from '../tfjs/Selu.js';
import { softplusConfig } from '../tfjs/Softplus.js';
import { stepConfig } from '../tfjs/Step.js';

/** Kernels for activations other than ReLU, sigmoid, tanh and softmax. */
export const activations: Kernels = {
  stock: [eluConfig, erfConfig, leakyReluConfig, preluConfig, relu6Config, seluConfig, softplusConfig, stepConfig],
  own: {
    ClipByValue: clipByValue,
    Elu: elu,
    EluGrad: eluGrad,
    Erf: erf,
    Gelu: gelu,
    GeluGrad: geluGrad,
    Mish: mish,
    MishGrad: mishGrad,
    Silu: silu,
    SiluGrad: siluGrad,
    Softplus: softplus,
    SoftplusGrad: softplusGrad,
  },
};
