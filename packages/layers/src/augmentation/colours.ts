/** What is done with colours; none of it has a gradient. */
import type { Shape } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import {
  add,
  clipByValue,
  concat,
  div,
  equal,
  max,
  maximum,
  min,
  minimum,
  mod,
  mul,
  slice,
  sub,
  type Tensor,
  tensor,
  where,
} from '@tensorflow/tfjs-core';
import { showShape } from '../shapes.js';

/** Refuses images without red, green and blue. */
export function checkColours(who: string, shape: Shape): void {
  if (shape[3] !== 3) throw new RangeError(`${who}: input must have 3 channels, got shape ${showShape(shape)}.`);
}

/** A function of images without a gradient, as one node. */
export const withoutGradient = (x: Tensor, f: (x: Tensor) => Tensor): Tensor =>
  primitive({ x }, () => ({ value: f(x), gradient: () => ({}) }));

/** A number an image, along all its pixels. */
export const perImage = (values: Float32Array): Tensor => tensor(values, [values.length, 1, 1, 1]);

const channel = (x: Tensor, i: number): Tensor => slice(x, [0, 0, 0, i], [...x.shape.slice(0, 3), 1]);

/** Distances from the strongest channel, times a factor that leaves none below 0: `v − min(f, v / (v − m)) · (v − x)`. */
export const saturated = (x: Tensor, factors: Float32Array): Tensor =>
  withoutGradient(x, (x) => {
    const strongest = max(x, 3, true);
    const spread = maximum(sub(strongest, min(x, 3, true)), 1e-12);
    return sub(strongest, mul(minimum(perImage(factors), div(strongest, spread)), sub(strongest, x)));
  });

/** Hues turned by so many circles: from RGB to hue, saturation and value, and back. */
export const hueTurned = (x: Tensor, circles: Float32Array): Tensor =>
  withoutGradient(x, (x) => {
    const value = max(x, 3, true);
    const chroma = sub(value, min(x, 3, true));
    const [red, green, blue] = [channel(x, 0), channel(x, 1), channel(x, 2)];
    const over = (a: Tensor, b: Tensor, sixths: number): Tensor => add(div(sub(a, b), maximum(chroma, 1e-12)), sixths);
    const hue = where(
      equal(value, red),
      over(green, blue, 0),
      where(equal(value, green), over(blue, red, 2), over(red, green, 4)),
    );
    const turned = add(hue, mul(perImage(circles), 6));
    // Each channel is value − chroma · max(0, min(k, 4 − k, 1)) with k = (n + hue) mod 6, n = 5, 3, 1.
    return concat(
      [5, 3, 1].map((n) => {
        const k = mod(add(turned, n + 6), 6);
        return sub(value, mul(chroma, clipByValue(minimum(k, sub(4, k)), 0, 1)));
      }),
      3,
    );
  });

/** Each image on its way to grey: by 0 not at all, by 1 all the way. */
export const paled = (x: Tensor, factors: Float32Array): Tensor =>
  withoutGradient(x, (x) => {
    const grey = add(add(mul(channel(x, 0), 0.2989), mul(channel(x, 1), 0.587)), mul(channel(x, 2), 0.114));
    return add(x, mul(perImage(factors), sub(grey, x)));
  });
