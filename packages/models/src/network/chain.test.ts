import { relu } from '@tenonjs/activations';
import { dense, dropout } from '@tenonjs/layers';
import { expectClose, expectNoLeak } from '@tenonjs/testing';
import { tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { chain } from './chain.js';

test('chain runs layers one after the other and names them', async () => {
  const network = chain([
    dense({ units: 3, activation: relu }),
    dropout({ rate: 0.5 }),
    dense({ units: 2 }),
    dense({ units: 2, name: 'out' }),
  ]);
  expect(network.layers.map((layer) => layer.name)).toEqual(['dense', 'dropout', 'dense_1', 'out']);
  expect(network.outputShape([null, 4])).toEqual([null, 2]);
  expect(network.builtShapes).toBeUndefined();
  network.build([null, 4], { seed: 1 });
  expect(network.builtShapes).toEqual([[null, 4]]);
  const x = tensor2d([[1, -1, 0.5, 2]]);
  await expectNoLeak(() => network.call(x).dispose());
  const one = network.layers[0]!.call(x);
  const expected = network.layers[3]!.call(network.layers[2]!.call(one));
  expectClose(network.call(x), expected, 1e-6);
  network.dispose();
});

test('the same seed drops the same values', () => {
  const network = chain([dropout({ rate: 0.5 })], { name: 'drop' });
  const x = tensor2d(new Float32Array(100).fill(1), [1, 100]);
  const [a, b, c] = [3, 3, 4].map((seed) => Array.from(network.call(x, { training: true, seed }).dataSync()));
  expect(a).toEqual(b);
  expect(a).not.toEqual(c);
});
