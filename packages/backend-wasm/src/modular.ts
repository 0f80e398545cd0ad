import type { BackendInfo } from '@tenonjs/contracts';
import { type ActivateOptions, activateWith } from './activateWith.js';
import { type Kernels, union } from './kernel.js';

export * from './families/index.js';
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
  return activateWith(options, union(options.kernels));
}
