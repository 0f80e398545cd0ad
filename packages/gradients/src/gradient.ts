import type { GradConfig, Tensor } from '@tensorflow/tfjs-core';

type Saved = [Tensor, Tensor, Tensor, Tensor];

interface Definition<Attrs, Dy, Gradients> {
  readonly kernelName: string;
  readonly inputsToSave?: string[];
  readonly saveAllInputs?: boolean;
  readonly outputsToSave?: boolean[];
  readonly gradFunc: (dy: Dy, saved: Saved, attrs: Attrs) => Gradients;
}

/** A `GradConfig` whose saved tensors and attributes have the types that its kernel gives them. */
export function gradient<Attrs, Dy = Tensor>(
  definition: Definition<Attrs, Dy, Record<string, () => Tensor> | (() => Tensor)[]>,
): GradConfig {
  return definition as unknown as GradConfig;
}
