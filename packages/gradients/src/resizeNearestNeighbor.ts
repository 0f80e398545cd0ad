import {
  engine,
  type GradConfig,
  ResizeNearestNeighbor,
  ResizeNearestNeighborGrad,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { hasKernel } from './hasKernel.js';
import { unresize } from './unresize.js';

/** `ResizeNearestNeighbor`: the kernel’s own. */
export const resizeNearestNeighborGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: ResizeNearestNeighbor,
  inputsToSave: ['images'],
  gradFunc: (dy, [images], attrs: Parameters<typeof unresize>[3]) => ({
    images: () =>
      hasKernel(ResizeNearestNeighborGrad)
        ? engine().runKernel<Tensor>(ResizeNearestNeighborGrad, { dy, images }, { ...attrs })
        : unresize(ResizeNearestNeighbor, dy, images, attrs),
  }),
});
