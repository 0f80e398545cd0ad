import type { CallContext, Layer, Shape } from '@tenonjs/contracts';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Layers put together: a layer itself, so that models nest, which also tells the mask of its output. */
export interface Network extends Layer<Tensor, Tensor> {
  name: string;
  /** In the order in which they were given. */
  readonly layers: readonly Layer[];
  /** The input shape it was built for; undefined before. */
  readonly builtShape: Shape | undefined;
  forward(inputs: Tensor, context?: CallContext): { outputs: Tensor; mask: Tensor | null };
}
