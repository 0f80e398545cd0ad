import {
  cast,
  engine,
  type GradConfig,
  type NamedAttrMap,
  range,
  reshape,
  StridedSlice,
  scatterND,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `StridedSlice`: each element back to where it was taken from. */
export const stridedSliceGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: StridedSlice,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs: NamedAttrMap) => ({
    x: () => {
      // Which elements were taken: the same slice of their positions, as floats, since the wasm kernel slices no others.
      const positions = reshape(range(0, x.size), x.shape);
      const taken: Tensor = engine().runKernel(StridedSlice, { x: positions }, attrs);
      return reshape(scatterND(reshape(cast(taken, 'int32'), [-1, 1]), reshape(dy, [-1]), [x.size]), x.shape);
    },
  }),
});
