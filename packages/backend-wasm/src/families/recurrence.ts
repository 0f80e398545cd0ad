import type { Kernels } from '../kernel.js';
import { gru, gruGrad, lstm, lstmGrad, simpleRNN, simpleRNNGrad } from '../kernels/recurrent.js';

/** Kernels for recurrent layers. */
export const recurrence: Kernels = {
  stock: [],
  own: {
    GRU: gru,
    GRUGrad: gruGrad,
    LSTM: lstm,
    LSTMGrad: lstmGrad,
    SimpleRNN: simpleRNN,
    SimpleRNNGrad: simpleRNNGrad,
  },
};
