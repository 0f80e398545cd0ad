import { expectClose } from '@tenonjs/testing';
import { einsum, memory, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { random } from '../testing/random.js';

/** Every product of the sum, letter by letter. */
function reference(equation: string, ...tensors: Tensor[]): { shape: number[]; data: Float64Array } {
  const [left, out] = equation.split('->') as [string, string];
  const operands = left.split(',');
  const sizes = new Map<string, number>();
  for (const [o, letters] of operands.entries()) {
    for (const [axis, letter] of [...letters].entries()) sizes.set(letter, tensors[o]!.shape[axis]!);
  }
  const all = [...sizes.keys()];
  const at = (letters: string, index: Map<string, number>): number =>
    [...letters].reduce((i, letter) => i * sizes.get(letter)! + index.get(letter)!, 0);
  const data = new Float64Array([...out].reduce((n, letter) => n * sizes.get(letter)!, 1));
  const count = all.reduce((n, letter) => n * sizes.get(letter)!, 1);
  const values = tensors.map((x) => x.dataSync());
  for (let i = 0; i < count; i++) {
    const index = new Map<string, number>();
    let rest = i;
    for (const letter of all) {
      index.set(letter, rest % sizes.get(letter)!);
      rest = Math.floor(rest / sizes.get(letter)!);
    }
    data[at(out, index)]! += operands.reduce((product, letters, o) => product * values[o]![at(letters, index)]!, 1);
  }
  return { shape: [...out].map((letter) => sizes.get(letter)!), data };
}

const equations: [string, ...number[][]][] = [
  ['ij->ji', [3, 4]],
  ['ij->', [3, 4]],
  ['ijk->j', [3, 4, 2]],
  ['ij->ij', [3, 4]],
  ['i,i->', [5], [5]],
  ['i,j->ij', [5], [3]],
  ['ij,jk->ik', [3, 4], [4, 5]],
  ['ij,jk->ki', [3, 4], [4, 5]],
  ['bij,bjk->bik', [2, 3, 4], [2, 4, 5]],
  ['bqhd,bkhd->bhqk', [2, 3, 4, 5], [2, 6, 4, 5]],
  ['bhqk,bkhd->bqhd', [2, 4, 3, 6], [2, 6, 4, 5]],
  ['ijk,jkl->il', [2, 3, 4], [3, 4, 5]],
  ['ij,k->i', [2, 3], [4]],
  ['ij,ij->ij', [2, 3], [2, 3]],
];

for (const [equation, ...shapes] of equations) {
  test(`Einsum ${equation}`, () => {
    const before = memory().numDataBuffers;
    tidy(() => {
      const tensors = shapes.map((shape, i) => random(shape, i + 1));
      const expected = reference(equation, ...tensors);
      const y = einsum(equation, ...tensors);
      expect(y.shape).toEqual(expected.shape);
      expectClose(y, expected.data, 1e-5);
    });
    expect(memory().numDataBuffers).toBe(before);
  });
}
