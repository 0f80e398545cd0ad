import { engine, type Tensor } from '@tensorflow/tfjs-core';

/** What a primitive's forward pass gives: its value, the tensors its backward pass needs, and the backward pass. */
export interface Forward<N extends string, V extends Tensor | Tensor[]> {
  readonly value: V;
  /** Everything `gradient` reads, inputs too: whatever is not listed here is gone by then. */
  readonly keep?: readonly Tensor[];
  /** One thunk an input, so that only what is asked for is computed. An input without one has no gradient. */
  readonly gradient: (dy: V, kept: Tensor[]) => Partial<Record<N, () => Tensor>>;
}

interface Kernels {
  runKernelFunc<V>(params: {
    inputs: Record<string, Tensor>;
    forwardFunc: (backend: unknown, save: (tensors: Tensor[]) => void) => V;
    backwardsFunc: (dy: V, saved: Tensor[]) => Record<string, () => Tensor>;
  }): V;
}

/**
 * An operation that states its backward pass beside its forward pass: one node on the tape.
 *
 * @param inputs - What gradients may flow to, by name.
 * @param forward - Computes the value with any operations; none of them is recorded.
 * @returns The value.
 * @throws {Error} If a gradient is asked for an input that `gradient` does not list.
 * @example
 * const cube = (x) => primitive({ x }, () => ({
 *   value: mul(x, square(x)),
 *   keep: [x],
 *   gradient: (dy, [x]) => ({ x: () => mul(dy, mul(3, square(x))) }),
 * }));
 */
export function primitive<N extends string, V extends Tensor | Tensor[] = Tensor>(
  inputs: Readonly<Record<N, Tensor>>,
  forward: () => Forward<N, V>,
): V {
  let gradient: Forward<N, V>['gradient'];
  // The method is private in tfjs-core's typings and stable in its 4.x; customGrad, its public face, is not lazy per input.
  return (engine() as unknown as Kernels).runKernelFunc<V>({
    inputs: { ...inputs },
    forwardFunc: (_, save) => {
      const result = forward();
      gradient = result.gradient;
      save([...(result.keep ?? [])]);
      return result.value;
    },
    backwardsFunc: (dy, saved) => gradient(dy, saved) as Record<string, () => Tensor>,
  });
}
