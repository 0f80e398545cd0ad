import { engine, getBackend, getKernel, type NamedAttrMap, type Tensor } from '@tensorflow/tfjs-core';

/**
 * Runs a fused kernel where the active backend has one, under a name of the kernels page; undefined where it has none.
 *
 * Call it inside a primitive: it records nothing on the tape.
 *
 * @param inputs - By the kernel's names; absent ones are left out.
 * @returns The kernel's outputs.
 */
export function kernel(
  name: string,
  inputs: Readonly<Record<string, Tensor | undefined>>,
  attrs: Readonly<Record<string, unknown>> = {},
): Tensor[] | undefined {
  if (getKernel(name, getBackend()) === undefined) return undefined;
  const present = Object.fromEntries(Object.entries(inputs).filter(([, tensor]) => tensor !== undefined));
  const outputs = engine().runKernel(name, present as Record<string, Tensor>, attrs as NamedAttrMap);
  return (Array.isArray(outputs) ? outputs : [outputs]) as Tensor[];
}
