import type { Kernel } from './kernel.js';
import { attention, attentionGrad } from './kernels/attention.js';
import { cumsum } from './kernels/cumsum.js';
import { dropout, reluGrad } from './kernels/elementwise.js';
import { gru, gruGrad } from './kernels/gru.js';
import { lstm, lstmGrad } from './kernels/lstm.js';
import {
  batchNormalization,
  batchNormalizationGrad,
  batchNormalizationInference,
  layerNormalization,
  layerNormalizationGrad,
} from './kernels/normalization.js';
import { adagradStep, adamStep, lionStep, rmspropStep, sgdStep } from './kernels/optimizers.js';
import { simpleRNN, simpleRNNGrad } from './kernels/simpleRNN.js';
import { softmaxCrossentropy } from './kernels/softmaxCrossentropy.js';
import { elu, exp, expm1, log, log1p, selu, sigmoid, softplus } from './kernels/unary.js';

/** What is added to tfjs's own, by the names of the kernels page. */
export const kernels: Readonly<Record<string, Kernel>> = {
  AdagradStep: adagradStep,
  AdamStep: adamStep,
  Attention: attention,
  AttentionGrad: attentionGrad,
  BatchNormalization: batchNormalization,
  BatchNormalizationGrad: batchNormalizationGrad,
  BatchNormalizationInference: batchNormalizationInference,
  Cumsum: cumsum,
  Dropout: dropout,
  Elu: elu,
  Exp: exp,
  Expm1: expm1,
  GRU: gru,
  GRUGrad: gruGrad,
  LSTM: lstm,
  LSTMGrad: lstmGrad,
  LayerNormalization: layerNormalization,
  LayerNormalizationGrad: layerNormalizationGrad,
  LionStep: lionStep,
  Log: log,
  Log1p: log1p,
  ReluGrad: reluGrad,
  RmspropStep: rmspropStep,
  Selu: selu,
  SgdStep: sgdStep,
  Sigmoid: sigmoid,
  SimpleRNN: simpleRNN,
  SimpleRNNGrad: simpleRNNGrad,
  SoftmaxCrossentropy: softmaxCrossentropy,
  Softplus: softplus,
};
