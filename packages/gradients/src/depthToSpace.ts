import { DepthToSpace, type GradConfig, reshape, transpose } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `DepthToSpace`: space back to depth. */
export const depthToSpaceGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: DepthToSpace,
  gradFunc: (dy, _, { blockSize: b, dataFormat }: { blockSize: number; dataFormat: 'NHWC' | 'NCHW' }) => ({
    x: () => {
      const nhwc = dataFormat === 'NHWC';
      const [n, h, w, c] = (nhwc ? dy : transpose(dy, [0, 2, 3, 1])).shape as [number, number, number, number];
      const blocks = reshape(nhwc ? dy : transpose(dy, [0, 2, 3, 1]), [n, h / b, b, w / b, b, c]);
      const x = reshape(transpose(blocks, [0, 1, 3, 2, 4, 5]), [n, h / b, w / b, b * b * c]);
      return nhwc ? x : transpose(x, [0, 3, 1, 2]);
    },
  }),
});
