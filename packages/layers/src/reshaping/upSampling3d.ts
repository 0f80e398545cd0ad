import type { Layer } from '@tenonjs/contracts';
import { type Triple, VOLUME } from '../convolution/geometry.js';
import type { LayerOptions } from '../layer.js';
import { repeatingLayer } from './repeatingLayer.js';

export interface UpSampling3dOptions extends LayerOptions {
  /** How many times depth, height and width grow; 2 by default. */
  readonly size?: Triple;
}

/**
 * Enlarges volumes, every voxel repeated along each axis: `[batch, depth, height, width, channels]` to `[batch, depth · size[0], height · size[1], width · size[2], channels]`.
 *
 * @throws {RangeError} If a size is not a positive integer.
 * @example
 * upSampling3d({ size: [2, 1, 1] }).call(tensor5d([1, 2], [1, 2, 1, 1, 1])); // [[[[[1]]], [[[1]]], [[[2]]], [[[2]]]]]
 * @see https://keras.io/api/layers/reshaping_layers/up_sampling3d/
 */
export const upSampling3d = (options: UpSampling3dOptions = {}): Layer =>
  repeatingLayer('upSampling3d', options, VOLUME, options.size ?? 2);
