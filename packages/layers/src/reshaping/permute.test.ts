import { testLayer } from '@tenonjs/testing';
import { permute } from './permute.js';

testLayer(permute, {
  cases: [
    { title: 'two axes', options: { dims: [2, 1] }, input: [2, 3, 4] },
    { title: 'three axes', options: { dims: [3, 1, 2] }, input: [2, 3, 4, 2] },
  ],
  refuses: [
    [() => permute({ dims: [0, 1] }), 'permute: dims must be the axes 1 to 2 in some order, got [0, 1].'],
    [() => permute({ dims: [1, 1] }), 'permute: dims must be the axes 1 to 2 in some order, got [1, 1].'],
    [
      () => permute({ dims: [2, 1] }).outputShape([null, 2]),
      'permute: input must have rank 3, as dims tell, got shape [null, 2].',
    ],
  ],
});
