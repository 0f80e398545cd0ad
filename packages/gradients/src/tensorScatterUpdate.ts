import {
  type GradConfig,
  gatherND,
  TensorScatterUpdate,
  tensorScatterUpdate,
  zeros,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

export const tensorScatterUpdateGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: TensorScatterUpdate,
  inputsToSave: ['indices', 'updates'],
  gradFunc: (dy, [indices, updates]) => ({
    tensor: () => tensorScatterUpdate(dy, indices, zerosLike(updates)),
    indices: () => zeros(indices.shape),
    updates: () => gatherND(dy, indices),
  }),
});
