import {
  engine,
  type GradConfig,
  ResizeBilinear,
  ResizeBilinearGrad,
  reshape,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';
import { hasKernel } from './hasKernel.js';
import { unresize } from './unresize.js';

/** `ResizeBilinear`: the kernel’s own. */
export const resizeBilinearGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: ResizeBilinear,
  inputsToSave: ['images'],
  gradFunc: (dy, [images], attrs: Parameters<typeof unresize>[3]) => ({
    images: () =>
      hasKernel(ResizeBilinearGrad)
        ? // The cpu kernel names height and width the wrong way round.
          reshape(engine().runKernel<Tensor>(ResizeBilinearGrad, { dy, images }, { ...attrs }), images.shape)
        : unresize(ResizeBilinear, dy, images, attrs),
  }),
});
