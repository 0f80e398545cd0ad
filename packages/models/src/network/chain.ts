import type { BuildContext, CallContext, Layer, Shape } from '@tenonjs/contracts';
import { seedFrom } from '@tenonjs/internal';
import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Network } from './network.js';

export interface ChainOptions {
  readonly name?: string;
}

/**
 * Layers one after the other, as a layer: what `sequential` trains, and all that inference needs.
 *
 * @param layers - In order; each gets the output of the one before. They are named where they have no name.
 * @throws {Error} If there are no layers, one stands in it twice, or two have the same name.
 * @example
 * const network = chain([
 *   { type: 'double', weights: {}, build() {}, call: (x) => mul(x, 2), outputShape: (shape) => shape, dispose() {} },
 * ]);
 * network.call(tensor2d([[1, 2]])); // [[2, 4]]
 */
export function chain(layers: readonly Layer[], options: ChainOptions = {}): Network {
  const { name = 'sequential' } = options;
  if (layers.length === 0) throw new Error(`${name}: at least one layer is needed, got none.`);
  nameLayers(name, layers);
  const first = layers[0]!.inputShape;
  const masking = layers.every((layer) => layer.outputMask !== undefined);
  const built: { shape?: Shape } = {};

  const network: Network = {
    type: 'sequential',
    name,
    layers,
    ...(first && { inputShape: first }),
    get builtShape() {
      return built.shape;
    },
    get weights() {
      return Object.fromEntries(
        layers.flatMap((layer) =>
          Object.entries(layer.weights).map(([weight, variable]) => [`${layer.name}/${weight}`, variable]),
        ),
      );
    },
    build(inputShape: Shape, { seed }: BuildContext = {}) {
      if (built.shape) return;
      tidy(() => {
        layers.reduce((shape: Shape, layer, i) => {
          layer.build(shape, seed === undefined ? {} : { seed: seedFrom(seed, i) });
          return layer.outputShape(shape);
        }, inputShape);
      });
      built.shape = [null, ...inputShape.slice(1)];
    },
    forward(inputs: Tensor, context: CallContext = {}) {
      network.build([null, ...inputs.shape.slice(1)]);
      let [outputs, mask] = [inputs, context.mask ?? null];
      layers.forEach((layer, i) => {
        const seed = context.seed === undefined ? {} : { seed: seedFrom(context.seed, i) };
        const next = layer.call(outputs, { ...context, ...seed, mask });
        mask = layer.outputMask?.(outputs, mask) ?? null;
        outputs = next;
      });
      return { outputs, mask };
    },
    call: (inputs: Tensor, context?: CallContext) => tidy(() => network.forward(inputs, context).outputs),
    outputShape: (inputShape: Shape) => layers.reduce((shape: Shape, layer) => layer.outputShape(shape), inputShape),
    ...(masking && {
      outputMask: (inputs: Tensor, mask: Tensor | null) => network.forward(inputs, { mask }).mask,
    }),
    losses: () => layers.flatMap((layer) => layer.losses?.() ?? []),
    get constraints() {
      return Object.fromEntries(
        layers.flatMap((layer) =>
          Object.entries(layer.constraints ?? {}).map(([weight, c]) => [`${layer.name}/${weight}`, c]),
        ),
      );
    },
    get config() {
      return { layers, name };
    },
    dispose() {
      for (const layer of layers) layer.dispose();
      delete built.shape;
    },
  };
  return network;
}

/** Names the nameless as Keras does: `dense`, `dense_1` … */
function nameLayers(who: string, layers: readonly Layer[]): void {
  const taken = new Set<string>();
  layers.forEach((layer, i) => {
    if (layers.indexOf(layer) !== i) {
      throw new Error(
        `${who}: each layer may stand once in it, but layer ${i} (${layer.name ?? layer.type}) stands there twice.`,
      );
    }
    if (layer.name === undefined) return;
    if (taken.has(layer.name)) throw new Error(`${who}: layer names must be unique, got "${layer.name}" twice.`);
    taken.add(layer.name);
  });
  for (const layer of layers) {
    if (layer.name !== undefined) continue;
    for (let n = 0; layer.name === undefined; n++) {
      const name = n === 0 ? layer.type : `${layer.type}_${n}`;
      if (!taken.has(name)) layer.name = name;
    }
    taken.add(layer.name!);
  }
}
