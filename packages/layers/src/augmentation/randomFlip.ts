import type { Layer } from '@tenonjs/contracts';
import { oneOf, primitive } from '@tenonjs/internal';
import { reverse, type Tensor, tensor, where } from '@tensorflow/tfjs-core';
import { type AugmentationOptions, augmentationLayer } from './augmentationLayer.js';

export interface RandomFlipOptions extends AugmentationOptions {
  /** Left and right, top and bottom, or both; `'horizontalAndVertical'` by default. */
  readonly mode?: 'horizontal' | 'vertical' | 'horizontalAndVertical';
}

/**
 * Mirrors about half of the images in training, each by a throw of its own; at inference it changes nothing.
 *
 * Takes and gives `[batch, height, width, channels]`, in float32. The same seed mirrors the same images on every backend.
 *
 * @throws {RangeError} If `mode` is none of those named.
 * @example
 * randomFlip({ mode: 'horizontal' }).call(tensor4d([1, 2], [1, 1, 2, 1])); // [[[[1], [2]]]]
 * @see https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_flip/; there one throw decides for both
 * directions, here each has its own.
 */
export function randomFlip(options: RandomFlipOptions = {}): Layer {
  const { mode = 'horizontalAndVertical' } = options;
  oneOf('randomFlip', { mode }, ['horizontal', 'vertical', 'horizontalAndVertical']);
  return augmentationLayer('randomFlip', options, (x, draw) => {
    const batch = x.shape[0]!;
    const wide = mode === 'vertical' ? x : mirrored(x, 2, draw(batch));
    return mode === 'horizontal' ? wide : mirrored(wide, 1, draw(batch));
  });
}

/** The images whose number is below ½, mirrored along an axis; the same undoes it. */
const mirrored = (x: Tensor, axis: number, throws: Float32Array): Tensor =>
  primitive({ x }, () => {
    const turns = tensor(
      Uint8Array.from(throws, (one) => (one < 0.5 ? 1 : 0)),
      [throws.length, 1, 1, 1],
      'bool',
    );
    const turned = (t: Tensor, turns: Tensor): Tensor => where(turns, reverse(t, axis), t);
    return { value: turned(x, turns), keep: [turns], gradient: (dy, [turns]) => ({ x: () => turned(dy, turns!) }) };
  });
