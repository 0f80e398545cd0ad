import type { BackendInfo } from '@tenonjs/contracts';
import { type ActivateOptions, activateWith } from './activateWith.js';
import type { Kernels } from './kernel.js';

export { activations } from './families/activations.js';
export { attention } from './families/attention.js';
export { basics } from './families/basics.js';
export { convolution } from './families/convolution.js';
export { depthwiseConvolution } from './families/depthwiseConvolution.js';
export { images } from './families/images.js';
export { normalization } from './families/normalization.js';
export { others } from './families/others.js';
export { pooling } from './families/pooling.js';
export { recurrence } from './families/recurrence.js';
export { reductions } from './families/reductions.js';
export { shapes } from './families/shapes.js';
export { spectra } from './families/spectra.js';
export { texts } from './families/texts.js';
export { volumes } from './families/volumes.js';
export type { Kernels } from './kernel.js';
export { isAvailable, name } from './name.js';

export interface ModularOptions extends ActivateOptions {
  /** Those that the model uses: `basics`, and what is named after its layers. */
  readonly kernels: readonly Kernels[];
}

/**
 * Makes `wasm` the current backend of tfjs-core, with the kernels given alone; a bundle then holds no others. A further call adds
 * its own. A kernel that is missing is an error of tfjs-core's where it is first called for: `Kernel 'Elu' not registered for
 * backend 'wasm'`.
 *
 * @returns What runs now, in words for a log.
 * @throws What the whole package's `activate` throws.
 */
export async function activate(options: ModularOptions): Promise<BackendInfo> {
  const { kernels } = options;
  return activateWith(options, {
    stock: kernels.flatMap(({ stock }) => stock),
    own: Object.assign({}, ...kernels.map(({ own }) => own)),
  });
}
