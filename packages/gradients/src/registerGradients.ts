import { type GradConfig, getGradient, registerGradient, unregisterGradient } from '@tensorflow/tfjs-core';
import { allGradients } from './allGradients.js';

/**
 * Registers gradients, so that what is written with tfjs-core's operations can be trained.
 *
 * tfjs keeps one gradient a kernel, the last registered, and an import of `@tensorflow/tfjs-layers` registers its own:
 * call this after that import. Calling it again does no harm.
 *
 * @param gradients - Which; a list keeps the others out of a bundle. Default: all of this package.
 * @example
 * registerGradients();
 * grad((x) => mean(square(x)))(tensor1d([1, 2])); // [1, 2]
 */
export function registerGradients(gradients: readonly GradConfig[] = allGradients()): void {
  for (const config of gradients) {
    // tfjs-core warns where it overwrites.
    if (getGradient(config.kernelName) !== undefined) unregisterGradient(config.kernelName);
    registerGradient(config);
  }
}
