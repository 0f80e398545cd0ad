import { backends } from '@tenonjs/testing/vitest';

// GPUs in software take minutes for recurrence and attention: one layer of each is run there, and models train them all.
export default backends(['cpu', 'wasm', 'wasm-stock', 'webgpu', 'chromium-webgl'], {
  only: {
    webgpu: [
      'src/{activations,convolution,core,merging,normalization,pooling,regularization,reshaping}/*.test.ts',
      'src/attention/attention.test.ts',
      'src/recurrent/simpleRNN.test.ts',
      // Words, and numbers that came from the host, lie there whatever the backend: nothing waits for the device.
      'src/preprocessing/{hashing,hashedCrossing,integerLookup,stringLookup,textVectorization}.test.ts',
    ],
    'chromium-webgl': [
      // tfjs computes what is small and not yet on the GPU on the processor: ELU differs from itself in the last digit.
      'src/{activations,merging}/!(eluLayer).test.ts',
      'src/core/{dense,embedding}.test.ts',
      'src/convolution/{conv1d,conv2dTranspose,depthwiseConv1d}.test.ts',
      'src/normalization/{batchNormalization,layerNormalization}.test.ts',
      'src/pooling/{maxPooling2d,averagePooling2d,globalAveragePooling2d}.test.ts',
      'src/regularization/dropout.test.ts',
      'src/recurrent/simpleRNN.test.ts',
      'src/attention/attention.test.ts',
    ],
  },
});
