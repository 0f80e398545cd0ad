import { backends } from '@tenonjs/testing/vitest';

// Vulkan in software takes minutes for recurrence and attention: one layer of each is run there, and models train them all.
export default backends(undefined, {
  only: {
    webgpu: [
      'src/{activations,convolution,core,merging,normalization,pooling,regularization,reshaping}/*.test.ts',
      'src/attention/attention.test.ts',
      'src/recurrent/simpleRNN.test.ts',
    ],
  },
});
