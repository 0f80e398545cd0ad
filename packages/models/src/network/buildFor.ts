import type { BuildContext, Shape } from '@tenonjs/contracts';
import type { Network } from './network.js';

/** Makes a network's weights for inputs of these shapes, in batches of any size; does nothing the second time. */
export function buildFor(network: Network<any, any>, inputs: readonly Shape[], context?: BuildContext): void {
  const shapes = inputs.map((shape): Shape => [null, ...shape.slice(1)]);
  network.build(network.ports ? shapes : shapes[0]!, context);
}
