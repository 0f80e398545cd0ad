import type { CallContext, Layer, Shape, Tensors } from '@tenonjs/contracts';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Ports } from './ports.js';

/** Outputs, and a mask for each of them. */
export interface Flow {
  readonly outputs: Tensor[];
  readonly masks: readonly (Tensor | null)[];
}

/** A layer's line in the summary. */
export interface Row {
  readonly layer: Layer<any, any>;
  /** Its outputs' shapes; none before it is built. */
  readonly shapes: readonly Shape[];
  /** Where its inputs come from, where that is not the line above. */
  readonly connected?: string;
}

/** Layers put together: a layer itself, so that models nest, which also tells the masks of its outputs. */
export interface Network<I extends Tensors = Tensor, O extends Tensors = Tensor> extends Layer<I, O> {
  name: string;
  /** In the order in which they were given. */
  readonly layers: readonly Layer<any, any>[];
  /** The input shapes, where they are known before there is data. */
  readonly knownShapes?: readonly Shape[];
  /** The input shapes it was built for; undefined before. */
  readonly builtShapes: readonly Shape[] | undefined;
  /** How several inputs and outputs are given; absent where there is one of each. */
  readonly ports?: Ports;
  forward(inputs: readonly Tensor[], context?: CallContext): Flow;
  /** What the summary shows. */
  rows(): readonly Row[];
}
