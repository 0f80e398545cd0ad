import {
  Dilation2D,
  Dilation2DBackpropFilter,
  Dilation2DBackpropInput,
  engine,
  type GradConfig,
  type NamedAttrMap,
} from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Dilation2D`: to the input and the filter's value that made the maximum. */
export const dilation2DGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Dilation2D,
  inputsToSave: ['x', 'filter'],
  gradFunc: (dy, [x, filter], attrs: NamedAttrMap) => ({
    x: () => engine().runKernel(Dilation2DBackpropInput, { x, filter, dy }, attrs),
    filter: () => engine().runKernel(Dilation2DBackpropFilter, { x, filter, dy }, attrs),
  }),
});
