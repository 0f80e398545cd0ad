import type { Layer } from '@tenonjs/contracts';
import type { Variable } from '@tensorflow/tfjs-core';
import { inner } from './leaves.js';

/** The variables that training may change: none of a frozen layer's, nor what is state (`variable.trainable` false). */
export function trainableVariables(layer: Layer<any, any>): Variable[] {
  if (layer.trainable === false) return [];
  const variables =
    inner(layer)?.flatMap(trainableVariables) ?? Object.values(layer.weights).filter((variable) => variable.trainable);
  return [...new Set(variables)];
}
