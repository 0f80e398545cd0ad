import { getGradient, registerGradient, unregisterGradient } from '@tensorflow/tfjs-core';
import { allGradients } from './allGradients.js';

/**
 * Registers every gradient of this package, so that whatever is written with tfjs-core's operations can be trained. One
 * alone is registered by tfjs-core's own `registerGradient(absGradient)`, which keeps the others out of a bundle.
 *
 * tfjs keeps one gradient a kernel, the last registered, and an import of `@tensorflow/tfjs-layers` registers its own:
 * call this after that import. Calling it again does no harm.
 *
 * @example
 * registerGradients();
 * grad((x) => mean(square(x)))(tensor1d([1, 2])); // [1, 2]
 */
export function registerGradients(): void {
  for (const config of allGradients()) {
    // tfjs-core warns where it overwrites.
    if (getGradient(config.kernelName) !== undefined) unregisterGradient(config.kernelName);
    registerGradient(config);
  }
}
