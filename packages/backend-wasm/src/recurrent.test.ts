import { testKernels } from '@tenonjs/testing';

testKernels(['SimpleRNN', 'LSTM', 'GRU']);
