import { matMul, reshape, type Tensor, transpose } from '@tensorflow/tfjs-core';

/** Axes by letter: `x` and `kernel` go in, `output` comes out. */
export interface Equation {
  readonly x: string;
  readonly kernel: string;
  readonly output: string;
}

/**
 * The product of two tensors summed over the letters that the output lacks, as one matrix product. Every letter stands in two
 * of the three; those in all three are batches.
 */
export function einsum(a: Tensor, b: Tensor, { x: ofA, kernel: ofB, output }: Equation): Tensor {
  const [lettersA, lettersB] = [[...ofA], [...ofB]];
  const sizes = Object.fromEntries([
    ...lettersA.map((letter, i) => [letter, a.shape[i]!] as const),
    ...lettersB.map((letter, i) => [letter, b.shape[i]!] as const),
  ]);
  const shared = lettersA.filter((letter) => ofB.includes(letter));
  const batch = shared.filter((letter) => output.includes(letter));
  const summed = shared.filter((letter) => !output.includes(letter));
  const rows = lettersA.filter((letter) => !ofB.includes(letter));
  const columns = lettersB.filter((letter) => !ofA.includes(letter));
  const count = (letters: string[]): number => letters.reduce((total, letter) => total * sizes[letter]!, 1);
  const turned = (t: Tensor, from: string, to: string[]): Tensor => {
    const order = to.map((letter) => from.indexOf(letter));
    return order.every((axis, i) => axis === i) ? t : transpose(t, order);
  };
  const product = matMul(
    reshape(turned(a, ofA, [...batch, ...rows, ...summed]), [count(batch), count(rows), count(summed)]),
    reshape(turned(b, ofB, [...batch, ...summed, ...columns]), [count(batch), count(summed), count(columns)]),
  );
  const made = [...batch, ...rows, ...columns];
  const shaped = reshape(
    product,
    made.map((letter) => sizes[letter]!),
  );
  return turned(shaped, made.join(''), [...output]);
}
