import type { BackendInfo } from '@tenonjs/contracts';
import { type ActivateOptions, activateWith } from './activateWith.js';
import * as families from './families/index.js';
import { union } from './kernel.js';

/**
 * Makes `wasm` the current backend of tfjs-core, with every kernel there is, tfjs's and Tenon's. A second call changes nothing.
 *
 * @returns What runs now, in words for a log.
 * @throws {RangeError} If threads is not a positive integer.
 * @throws {Error} If the engine has no SIMD, the `.wasm` file cannot be loaded, or the backend runs already, with threads of
 * tfjs's own or with fewer or more than asked for.
 * @example
 * const { description } = await activate();
 */
export async function activate(options: ActivateOptions = {}): Promise<BackendInfo> {
  return activateWith(options, union(Object.values(families)));
}
