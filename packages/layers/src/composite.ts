/** The skeleton of a layer made of layers. */

import type { BuildContext, CallContext, Config, Layer, Shapes, Tensors } from '@tenonjs/contracts';
import { seedFrom } from '@tenonjs/internal';
import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import { type LayerOptions, shapeOf } from './layer.js';
import { randomSeed } from './seeds.js';

/** What makes one composite differ from another. */
export interface CompositeParts<I extends Tensors, O extends Tensors, N extends string> {
  /** Refuses shapes that the layer cannot take; asked wherever a shape comes in. */
  readonly check: (who: string, shape: Shapes<I>) => void;
  /** The inner layers for inputs of this shape, each with the shape of its own input, in the order of their weights; layer i is built from `seedFrom(seed, i)`. */
  readonly layers: (shape: Shapes<I>, seed: number) => Readonly<Record<N, readonly [Layer<any, any>, Shapes<any>]>>;
  readonly call: (inputs: I, inner: Readonly<Record<N, Layer<any, any>>>, context: CallContext) => O;
  readonly outputShape: (shape: Shapes<I>) => Shapes<O>;
  readonly outputMask?: Layer<I, O>['outputMask'];
}

/**
 * Makes a layer of layers: their weights come by `inner/weight`, with their penalties, constraints and seeds, and are freed
 * together.
 */
export function composite<I extends Tensors, O extends Tensors, N extends string>(
  type: string,
  options: LayerOptions,
  parts: CompositeParts<I, O, N>,
): Layer<I, O> {
  const { name, trainable = true, inputShape, activityRegularizer } = options;
  let inner: Readonly<Record<string, Layer<any, any>>> | undefined;
  const who = (): string => self.name ?? type;
  const collect = <T>(of: (layer: Layer<any, any>) => Readonly<Record<string, T>> | undefined): Record<string, T> =>
    Object.fromEntries(
      Object.entries(inner ?? {}).flatMap(([at, layer]) =>
        Object.entries(of(layer) ?? {}).map(([key, value]) => [`${at}/${key}`, value]),
      ),
    ) as Record<string, T>;

  function make(shape: Shapes<I>, seed: number): void {
    const made: [string, readonly [Layer<any, any>, Shapes<any>]][] = Object.entries(parts.layers(shape, seed));
    try {
      made.forEach(([, [layer, of]], i) => {
        layer.build(of, { seed: seedFrom(seed, i) });
      });
    } catch (error) {
      for (const [, [layer]] of made) layer.dispose();
      throw error;
    }
    inner = Object.fromEntries(made.map(([at, [layer]]) => [at, layer]));
  }

  const self: Layer<I, O> = {
    type,
    trainable,
    config: options as Config,
    ...(name !== undefined && { name }),
    ...(inputShape !== undefined && { inputShape }),
    get weights() {
      return collect(({ weights }) => weights);
    },
    get constraints() {
      return collect(({ constraints }) => constraints);
    },
    build(shape: Shapes<I>, { seed = randomSeed() }: BuildContext = {}) {
      parts.check(who(), shape);
      if (!inner) make(shape, seed);
    },
    call(inputs: I, context: CallContext = {}) {
      const shape = shapeOf(who(), inputs);
      parts.check(who(), shape);
      if (!inner) make(shape, randomSeed());
      const outputs = tidy(() => parts.call(inputs, inner as Readonly<Record<N, Layer<any, any>>>, context));
      if (activityRegularizer && context.addLoss) {
        for (const output of [outputs].flat()) context.addLoss(activityRegularizer(output as Tensor));
      }
      return outputs;
    },
    outputShape(shape: Shapes<I>) {
      parts.check(who(), shape);
      return parts.outputShape(shape);
    },
    ...(parts.outputMask && { outputMask: parts.outputMask }),
    losses: () =>
      self.trainable === false ? [] : Object.values(inner ?? {}).flatMap((layer) => layer.losses?.() ?? []),
    dispose() {
      for (const layer of Object.values(inner ?? {})) layer.dispose();
      inner = undefined;
    },
  };
  return self;
}
