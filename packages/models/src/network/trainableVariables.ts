import type { Layer } from '@tenonjs/contracts';
import type { Variable } from '@tensorflow/tfjs-core';

/** The variables that training may change: none of a frozen layer's, nor what is state (`variable.trainable` false). */
export function trainableVariables(layer: Layer): Variable[] {
  if (layer.trainable === false) return [];
  const layers = (layer as { layers?: readonly Layer[] }).layers;
  const variables =
    layers?.flatMap(trainableVariables) ?? Object.values(layer.weights).filter((variable) => variable.trainable);
  return [...new Set(variables)];
}
