import { engine, getBackend, getKernel, type NamedAttrMap, type Tensor } from '@tensorflow/tfjs-core';
import type { Slots } from './optimizer.js';

/**
 * One step by a fused kernel, where the backend has it. Such a kernel gives back what it took but the gradient, in order.
 *
 * @param state - The weight and its slots, in the order of the kernel's outputs; absent ones are left out.
 */
export function fused<S extends Slots>(
  name: string,
  g: Tensor,
  state: S,
  attrs: Readonly<Record<string, unknown>>,
): S | undefined {
  if (!getKernel(name, getBackend())) return undefined;
  const next: Record<string, Tensor> = {};
  for (const slot in state) if (state[slot]) next[slot] = state[slot];
  const outputs = [engine().runKernel(name, { ...next, g }, attrs as NamedAttrMap)].flat() as Tensor[];
  for (const slot in next) next[slot] = outputs.shift()!;
  return next as S;
}
