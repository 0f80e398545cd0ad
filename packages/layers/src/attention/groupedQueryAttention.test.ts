import { readFixture, testLayer } from '@tenonjs/testing';
import { groupedQueryAttention } from './groupedQueryAttention.js';

testLayer(groupedQueryAttention, {
  cases: [
    {
      title: 'two heads on one, causal',
      options: { headDim: 2, numQueryHeads: 2, numKeyValueHeads: 1, useCausalMask: true },
      input: [
        [2, 3, 3],
        [2, 3, 3],
      ],
      weights: {
        queryKernel: [3, 2, 2],
        queryBias: [2, 2],
        keyKernel: [3, 1, 2],
        keyBias: [1, 2],
        valueKernel: [3, 1, 2],
        valueBias: [1, 2],
        outputKernel: [2, 2, 3],
        outputBias: [3],
      },
    },
  ],
  fixture: readFixture(import.meta.url, '../../fixtures/groupedQueryAttention.json'),
  refuses: [
    [
      () => groupedQueryAttention({ headDim: 2, numQueryHeads: 3, numKeyValueHeads: 2 }),
      'groupedQueryAttention: numQueryHeads must be a multiple of numKeyValueHeads, got 3 and 2.',
    ],
    [
      () => groupedQueryAttention({ headDim: 0, numQueryHeads: 3, numKeyValueHeads: 2 }),
      'groupedQueryAttention: headDim must be a positive integer, got 0.',
    ],
  ],
});
