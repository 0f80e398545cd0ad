import { testKernels } from '@tenonjs/testing';
import { kernels } from './kernels.js';

testKernels(Object.keys(kernels));
