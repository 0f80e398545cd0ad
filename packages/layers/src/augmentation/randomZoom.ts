import type { Layer } from '@tenonjs/contracts';
import { type AugmentationOptions, augmentationLayer, type Factor, rangeOf } from './augmentationLayer.js';
import { checkSample, type SampleOptions, sample } from './sample.js';

export interface RandomZoomOptions extends AugmentationOptions, SampleOptions {
  /** The range of zooms along the height, positive away from the image: 0.2 stands for −20 % to 20 %. */
  readonly heightFactor: Factor;
  /** The same along the width; as the height's by default, so that proportions stay. */
  readonly widthFactor?: Factor;
}

/**
 * Moves towards or away from each image in training; at inference it changes nothing.
 *
 *     size of what is seen = (1 + factor) · size,   factor ~ U(lower, upper)
 *
 * Takes and gives `[batch, height, width, channels]`, in float32. The same seed zooms alike on every backend.
 *
 * @throws {RangeError} If a factor is outside [−1, 1], or an option is none of those named.
 * @example
 * randomZoom({ heightFactor: 0.2 }).call(tensor4d([1, 2], [1, 1, 2, 1])); // [[[[1], [2]]]]
 * @see https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_zoom/
 */
export function randomZoom(options: RandomZoomOptions): Layer {
  const { heightFactor, widthFactor } = options;
  const tall = rangeOf('randomZoom', 'heightFactor', heightFactor, [-1, 1]);
  const wide = widthFactor === undefined ? undefined : rangeOf('randomZoom', 'widthFactor', widthFactor, [-1, 1]);
  checkSample('randomZoom', options);
  return augmentationLayer('randomZoom', options, (x, draw) => {
    const [batch, height, width] = x.shape as [number, number, number];
    const rows = draw(batch, tall);
    const columns = wide ? draw(batch, wide) : rows;
    return sample(
      x,
      Array.from(rows, (row, i) => {
        const column = columns[i]!;
        return [1 + column, 0, (-column * (width - 1)) / 2, 0, 1 + row, (-row * (height - 1)) / 2];
      }),
      options,
    );
  });
}
