import { testKernels } from '@tenonjs/testing';

testKernels(['LayerNormalization', 'BatchNormalization', 'BatchNormalizationInference']);
