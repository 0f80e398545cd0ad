import { testKernels } from '@tenonjs/testing';

testKernels(['Attention']);
