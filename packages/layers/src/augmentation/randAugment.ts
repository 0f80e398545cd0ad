import type { Layer } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import {
  add,
  cast,
  clipByValue,
  cumsum,
  denseBincount,
  div,
  equal,
  floor,
  gather,
  less,
  max,
  maximum,
  min,
  mul,
  range as rangeTensor,
  reshape,
  round,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tensor,
  tile,
  transpose,
  where,
} from '@tensorflow/tfjs-core';
import { depthwise } from '../convolution/depthwise.js';
import {
  type AugmentationOptions,
  augmentationLayer,
  type Draw,
  type Factor,
  rangeOf,
  valueRangeOf,
} from './augmentationLayer.js';
import { checkColours, paled, perImage, withoutGradient } from './colours.js';
import { contrasted } from './randomContrast.js';
import { rotation } from './randomRotation.js';
import { type Affine, sample } from './sample.js';

export interface RandAugmentOptions extends AugmentationOptions {
  /** The lowest and the highest value of a pixel; [0, 255] by default. */
  readonly valueRange?: readonly [number, number];
  /** How many changes are made one after the other; 2 by default. */
  readonly numOps?: number;
  /** How strong they are, in [0, 1]; one number stands for 0 to it; 0.5 by default. */
  readonly factor?: Factor;
  /** How moved pixels are found; `'bilinear'` by default. */
  readonly interpolation?: 'bilinear' | 'nearest';
}

/**
 * Makes a few changes to images in training, drawn anew for every batch from eleven: shear, shift, turn, brightness, colour,
 * contrast, sharpness, solarization, posterization, stretched contrast and equalization, each image with a strength of its own.
 * At inference it changes nothing.
 *
 * Takes and gives `[batch, height, width, 3]`, in float32; no gradient flows back to the images. The same seed changes alike on
 * every backend.
 *
 * @throws {RangeError} If `numOps` is not a positive integer, `factor` is outside [0, 1] or `valueRange` is not a range.
 * @example
 * randAugment().call(tensor4d([10, 20, 30], [1, 1, 1, 3])); // [[[[10, 20, 30]]]]
 * @see Cubuk et al. 2020, https://arxiv.org/abs/1909.13719; https://keras.io/api/layers/preprocessing_layers/image_augmentation/rand_augment/
 */
export function randAugment(options: RandAugmentOptions = {}): Layer {
  const { numOps = 2, interpolation = 'bilinear' } = options;
  positiveInteger('randAugment', { numOps });
  const strengths = rangeOf('randAugment', 'factor', options.factor ?? 0.5, [0, 1]);
  const [low, high] = valueRangeOf('randAugment', options.valueRange ?? [0, 255]);
  const scale = 255 / (high - low);
  return augmentationLayer(
    'randAugment',
    options,
    (x, draw) =>
      withoutGradient(x, (x) => {
        let pixels: Tensor = mul(sub(x, low), scale);
        for (let i = 0; i < numOps; i++) {
          const change = CHANGES[Math.floor(draw(1)[0]! * CHANGES.length)]!;
          pixels = clipByValue(change(pixels, draw, strengths, interpolation), 0, 255);
        }
        return add(div(pixels, scale), low);
      }),
    { check: checkColours },
  );
}

type Range = readonly [number, number];

/** A change of pixels from 0 to 255. */
type Change = (x: Tensor, draw: Draw, strengths: Range, interpolation: 'bilinear' | 'nearest') => Tensor;

const moved =
  (affine: (a: number, b: number, height: number, width: number) => Affine): Change =>
  (x, draw, strengths, interpolation) => {
    const [batch, height, width] = x.shape as [number, number, number];
    const [a, b] = [draw(batch, strengths), draw(batch, strengths)];
    return sample(
      x,
      Array.from(a, (one, i) => affine(one, b[i]!, height, width)),
      { interpolation },
    );
  };

const shear: Change = (x, draw, strengths, interpolation) => {
  const batch = x.shape[0]!;
  const [a, b, sides] = [draw(batch, strengths), draw(batch, strengths), draw(batch)];
  const sign = (i: number): number => (sides[i]! > 0.5 ? -1 : 1);
  return sample(
    x,
    Array.from(a, (one, i) => [1, sign(i) * one, 0, sign(i) * b[i]!, 1, 0]),
    { interpolation },
  );
};

const brightness: Change = (x, draw, strengths) => add(x, perImage(draw(x.shape[0]!, strengths).map((f) => f * 255)));

const colour: Change = (x, draw, strengths) => paled(x, draw(x.shape[0]!, strengths));

const contrast: Change = (x, draw, [lower, upper]) => contrasted(x, draw(x.shape[0]!, [1 - lower, 1 + upper]));

/** Towards a smoothed image, or away from it. */
const sharpness: Change = (x, draw, strengths) => {
  const channels = x.shape[3]!;
  const [a, b] = [1 / 13, 5 / 13];
  const kernel = tile(tensor([a, a, a, a, b, a, a, a, a], [3, 3, 1, 1]), [1, 1, channels, 1]);
  const smooth = depthwise(x, kernel, undefined, { strides: [1, 1], dilation: [1, 1], padding: 'same', relu: false });
  const away = perImage(draw(x.shape[0]!, strengths).map((f) => 1 - 2 * f));
  return add(x, mul(away, sub(smooth, x)));
};

/** Brightened, and inverted from a threshold on. */
const solarization: Change = (x, draw, [lower, upper]) => {
  const drawn = (): Tensor => perImage(draw(x.shape[0]!, [lower, upper * 255]));
  const brighter = clipByValue(add(x, drawn()), 0, 255);
  return where(less(brighter, drawn()), brighter, sub(255, brighter));
};

/** The highest bits alone. */
const posterization: Change = (x, _, [, upper]) => {
  const step = 2 ** (8 - Math.max(1, Math.floor(8 * upper)));
  return mul(floor(div(x, step)), step);
};

/** Each channel stretched over the whole range. */
const stretched: Change = (x) => {
  const low = min(x, [1, 2], true);
  const reach = sub(max(x, [1, 2], true), low);
  return where(less(reach, 1e-6), x, mul(sub(x, low), div(255, maximum(reach, 1e-6))));
};

/** Each channel with its values as evenly spread as can be. */
const equalization: Change = (x) => {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const rows = batch * channels;
  const values = cast(round(reshape(transpose(x, [0, 3, 1, 2]), [rows, height * width])), 'int32') as Tensor2D;
  const counts = denseBincount(values, [], 256);
  const last = sum(cast(equal(values, max(values, 1, true)), 'float32'), 1, true);
  const step = floor(div(sub(height * width, last), 255));
  const table = floor(div(add(floor(div(step, 2)), cumsum(counts, 1, true)), maximum(step, 1)));
  const even = where(less(step, 1), rangeTensor(0, 256), table);
  const places = add(values, reshape(mul(rangeTensor(0, rows, 1, 'int32'), 256), [rows, 1]));
  const found = gather(reshape(even, [rows * 256]), cast(places, 'int32'));
  return transpose(reshape(found, [batch, channels, height, width]), [0, 2, 3, 1]);
};

const CHANGES: readonly Change[] = [
  shear,
  /* @__PURE__ */ moved((down, right, height, width) => [1, 0, -right * width, 0, 1, -down * height]),
  /* @__PURE__ */ moved((turns, _, height, width) => rotation(turns, height, width)),
  brightness,
  colour,
  contrast,
  sharpness,
  solarization,
  posterization,
  stretched,
  equalization,
];
