import type { Kernels } from '../kernel.js';
import { eluGrad, geluGrad, mishGrad, siluGrad, softplusGrad } from '../kernels/binary.js';
import { clipByValue, elu, erf, gelu, mish, silu, softplus } from '../kernels/elementwise.js';
import { unaries } from '../kernels/plain.js';
import { leakyReluConfig } from '../tfjs/LeakyRelu.js';
import { preluConfig } from '../tfjs/Prelu.js';
import { stepConfig } from '../tfjs/Step.js';

/** Kernels for activations other than ReLU, sigmoid, tanh and softmax. */
export const activations: Kernels = {
  stock: [leakyReluConfig, preluConfig, stepConfig],
  own: {
    ...unaries(['Relu6', 'Selu']),
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
