import {
  equal,
  type GradConfig,
  gatherND,
  mul,
  onesLike,
  scatterND,
  TensorScatterUpdate,
  zeros,
} from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `TensorScatterUpdate`: to the updates where they were put, to the tensor elsewhere. */
export const tensorScatterUpdateGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: TensorScatterUpdate,
  inputsToSave: ['indices', 'updates'],
  gradFunc: (dy, [indices, updates]) => ({
    tensor: () => mul(dy, equal(scatterND(indices, onesLike(updates), dy.shape), 0)),
    indices: () => zeros(indices.shape),
    updates: () => gatherND(dy, indices),
  }),
});
