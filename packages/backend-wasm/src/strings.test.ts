import {
  equal,
  fill,
  greater,
  greaterEqual,
  less,
  lessEqual,
  notEqual,
  scalar,
  sparseToDense,
  string,
  type Tensor,
  tensor,
  tidy,
  tile,
  util,
} from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';

test('strings are compared, with broadcasting', () => {
  tidy(() => {
    const [a, b] = [['a', 'b', 'ab', 'ä', '', 'b'], 'b'];
    for (const [kernel, holds] of [
      [equal, (x: string, y: string) => x === y],
      [notEqual, (x: string, y: string) => x !== y],
      [less, (x: string, y: string) => x < y],
      [lessEqual, (x: string, y: string) => x <= y],
      [greater, (x: string, y: string) => x > y],
      [greaterEqual, (x: string, y: string) => x >= y],
    ] as [(x: Tensor, y: Tensor) => Tensor, (x: string, y: string) => boolean][]) {
      const y = kernel(tensor(a, [3, 2]), tensor([b, b], [2]));
      expect([y.dtype, ...y.dataSync()]).toEqual(['bool', ...a.map((x) => Number(holds(x, b)))]);
    }
  });
});

test('strings are repeated, put at their places and replaced', () => {
  tidy(() => {
    const texts = (x: Tensor): unknown => x.arraySync();
    expect(texts(fill([2], 'ö'))).toEqual(['ö', 'ö']);
    expect(texts(tile(tensor([['a'], ['b']]), [1, 2]))).toEqual([
      ['a', 'a'],
      ['b', 'b'],
    ]);
    expect(texts(tile(tensor(['a', 'b']), [2]))).toEqual(['a', 'b', 'a', 'b']);
    const places = tensor(
      [
        [0, 1],
        [1, 0],
      ],
      [2, 2],
      'int32',
    );
    expect(texts(sparseToDense(places, tensor(['x', 'y']), [2, 2], scalar('-')))).toEqual([
      ['-', 'x'],
      ['y', '-'],
    ]);
    expect(texts(string.staticRegexReplace(tensor(['aab', 'c']), 'a', 'z'))).toEqual(['zzb', 'c']);
    expect(texts(string.staticRegexReplace(tensor(['aab']), 'a', 'z', false))).toEqual(['zab']);
  });
});

test('strings fall into the buckets of tfjs', () => {
  tidy(() => {
    const texts = ['', 'ä', 'Tenon', 'mortise and tenon', 'x'.repeat(70)];
    const y = string.stringToHashBucketFast(tensor(texts), 1000);
    const expected = texts.map((text) => Number(util.fingerPrint64(util.encodeString(text)).modulo(1000)));
    expect([...y.dataSync()]).toEqual(expected);
  });
});
