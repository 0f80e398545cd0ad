import { kernel } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * One step by a fused kernel, where the backend has it. Such a kernel gives back what it took but the gradient, in order.
 *
 * @param state - The weight and its slots, in the order of the kernel's outputs; undefined ones are left out.
 */
export function fused<S extends Record<string, Tensor | undefined>>(
  name: string,
  g: Tensor,
  state: S,
  attrs: Readonly<Record<string, unknown>>,
): S | undefined {
  const outputs = kernel(name, { ...state, g }, attrs);
  if (outputs === undefined) return undefined;
  let next = 0;
  return Object.fromEntries(Object.entries(state).map(([slot, now]) => [slot, now && outputs[next++]])) as S;
}
