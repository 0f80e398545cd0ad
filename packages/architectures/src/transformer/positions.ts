import type { BuildContext, Layer, Shape } from '@tenonjs/contracts';
import { type Tensor, tidy, type Variable, variable } from '@tensorflow/tfjs-core';

/** A layer that adds something to each time step of `[batch, time, features]`, whatever the batch. */
export function positions(
  type: string,
  options: { readonly name?: string; readonly trainable?: boolean },
  check: (who: string, shape: Shape) => void,
  makeTable: ((shape: Shape, seed: number | undefined) => Tensor) | undefined,
  call: (x: Tensor, table: Variable | undefined) => Tensor,
): Layer {
  const weights: Record<string, Variable> = {};
  const checked = (shape: Shape): void => {
    const who = self.name ?? type;
    if (shape.length !== 3 || shape[2] == null) {
      throw new RangeError(
        `${who}: input must have rank 3 [batch, time, features], the features known, got shape [${shape.map(String).join(', ')}].`,
      );
    }
    check(who, shape);
  };
  const self: Layer = {
    type,
    weights,
    trainable: options.trainable ?? true,
    config: options as NonNullable<Layer['config']>,
    ...(options.name !== undefined && { name: options.name }),
    build(shape: Shape, { seed }: BuildContext = {}) {
      checked(shape);
      if (makeTable) weights.embeddings ??= tidy(() => variable(makeTable(shape, seed)));
    },
    call(x) {
      self.build(x.shape);
      return tidy(() => call(x, weights.embeddings));
    },
    outputShape(shape) {
      checked(shape);
      return shape;
    },
    outputMask: (_, mask) => mask,
    dispose() {
      weights.embeddings?.dispose();
      delete weights.embeddings;
    },
  };
  return self;
}
