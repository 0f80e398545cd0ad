import { Conv3D, Conv3DBackpropFilterV2, Conv3DBackpropInputV2, engine, type GradConfig } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Conv3D`: as for two dimensions. */
export const conv3DGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Conv3D,
  inputsToSave: ['x', 'filter'],
  gradFunc: (dy, [x, filter], { strides, pad }: { strides: number[]; pad: string }) => ({
    x: () => engine().runKernel(Conv3DBackpropInputV2, { dy, filter }, { strides, pad, inputShape: x.shape }),
    filter: () => engine().runKernel(Conv3DBackpropFilterV2, { x, dy }, { strides, pad, filterShape: filter.shape }),
  }),
});
