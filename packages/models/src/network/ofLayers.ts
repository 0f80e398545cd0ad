import type { Layer, Shape } from '@tenonjs/contracts';
import type { Variable } from '@tensorflow/tfjs-core';
import { leaves } from './leaves.js';
import type { Network } from './network.js';

/** What every network says of its layers. */
export function ofLayers(
  type: string,
  name: string,
  layers: readonly Layer<any, any>[],
  built: { shapes?: readonly Shape[] },
): Pick<Network, 'type' | 'name' | 'layers' | 'weights' | 'builtShapes'> &
  Required<Pick<Network, 'trainable' | 'constraints' | 'losses' | 'resetState'>> & { dispose(): void } {
  let trainable = true;
  const byName = <V>(pick: (layer: Layer) => Readonly<Record<string, V>> | undefined): Record<string, V> =>
    Object.fromEntries(
      layers.flatMap((layer) =>
        Object.entries(pick(layer) ?? {}).map(([weight, value]) => [`${layer.name}/${weight}`, value] as const),
      ),
    );
  return {
    type,
    get name() {
      return name;
    },
    set name(next) {
      name = next;
    },
    layers,
    get builtShapes() {
      return built.shapes;
    },
    /** Setting it sets that of all layers, as in Keras. */
    get trainable() {
      return trainable;
    },
    set trainable(next) {
      trainable = next;
      for (const layer of layers) layer.trainable = next;
    },
    get weights(): Record<string, Variable> {
      return byName((layer) => layer.weights);
    },
    get constraints() {
      return byName((layer) => layer.constraints);
    },
    losses: () => leaves(layers).flatMap((layer) => layer.losses?.() ?? []),
    resetState() {
      for (const layer of layers) layer.resetState?.();
    },
    dispose() {
      for (const layer of layers) layer.dispose();
      delete built.shapes;
    },
  };
}
