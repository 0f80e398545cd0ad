import type { CallContext, Layer } from '@tenonjs/contracts';
import { seedFrom } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Flow, Network } from './network.js';

/**
 * Calls the layer at place `i` of a network, with a seed of its own. A network within one is run once for its outputs and
 * their masks.
 *
 * @param several - Whether the layer takes its inputs as an array.
 */
export function applied(
  layer: Layer<any, any>,
  { outputs: inputs, masks }: Flow,
  several: boolean,
  { seed, masks: _, ...context }: CallContext,
  i: number,
): Flow {
  const [mask = null] = masks;
  const given = {
    ...context,
    ...(seed !== undefined && { seed: seedFrom(seed, i) }),
    mask,
    ...(inputs.length > 1 && { masks }),
  };
  const { forward } = layer as unknown as Partial<Network>;
  if (forward) return forward(inputs, given);
  const x = several ? inputs : inputs[0];
  const outputs = [layer.call(x, given)].flat() as Tensor[];
  const next = layer.outputMask?.(x, mask, masks) ?? null;
  return { outputs, masks: outputs.map((_, i) => (i === 0 ? next : null)) };
}
