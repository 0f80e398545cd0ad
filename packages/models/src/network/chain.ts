import type { BuildContext, CallContext, Layer, Shape } from '@tenonjs/contracts';
import { seedFrom } from '@tenonjs/internal';
import { engine, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { applied } from './applied.js';
import { nameLayers } from './nameLayers.js';
import type { Flow, Network } from './network.js';
import { ofLayers } from './ofLayers.js';

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
  layers.forEach((layer, i) => {
    if (layers.indexOf(layer) !== i) {
      throw new Error(
        `${name}: each layer may stand once in it, but layer ${i} (${layer.name ?? layer.type}) stands there twice.`,
      );
    }
  });
  nameLayers(name, layers);
  const first = layers[0]!.inputShape;
  const built: { shapes?: readonly Shape[] } = {};
  const network: Network = Object.assign(ofLayers('sequential', name, layers, built), {
    ...(first && { inputShape: first, knownShapes: [[null, ...first]] }),
    config: { layers },
    build(inputShape: Shape, { seed }: BuildContext = {}) {
      if (built.shapes) return;
      tidy(() => {
        layers.reduce((shape: Shape, layer, i) => {
          layer.build(shape, seed === undefined ? {} : { seed: seedFrom(seed, i) });
          return layer.outputShape(shape);
        }, inputShape);
      });
      built.shapes = [[null, ...inputShape.slice(1)]];
    },
    forward(inputs: readonly Tensor[], context: CallContext = {}) {
      network.build([null, ...inputs[0]!.shape.slice(1)]);
      const start: Flow = { outputs: [...inputs], masks: [context.mask ?? null] };
      // Nobody looks at what lies between, unless gradients are to flow through it.
      const free = !engine().isTapeOn();
      return layers.reduce((flow, layer, i) => {
        const next = applied(layer, flow, false, context, i);
        const [x] = flow.outputs;
        if (free && x !== inputs[0] && x !== next.outputs[0]) x!.dispose();
        return next;
      }, start);
    },
    call: (inputs: Tensor, context?: CallContext) => tidy(() => network.forward([inputs], context).outputs[0]!),
    outputShape: (inputShape: Shape) => layers.reduce((shape: Shape, layer) => layer.outputShape(shape), inputShape),
    rows() {
      let shape = built.shapes?.[0];
      return layers.map((layer) => {
        shape &&= layer.outputShape(shape);
        return { layer, shapes: shape ? [shape] : [] };
      });
    },
  });
  return network;
}
