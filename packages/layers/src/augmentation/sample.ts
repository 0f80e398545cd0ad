import { oneOf, primitive } from '@tenonjs/internal';
import { concat, fill, mul, reshape, slice, sum, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { lookUp } from '../core/lookUp.js';
import { reshaped } from '../reshaping/reshaped.js';

/** What stands beyond the edge: the image mirrored or repeated, its last pixel, or a number. */
export type FillMode = 'reflect' | 'wrap' | 'nearest' | 'constant';

/** What layers take that move pixels. */
export interface SampleOptions {
  /** What stands beyond the edge; `'reflect'` by default. */
  readonly fillMode?: FillMode;
  /** The number that `'constant'` puts there; 0 by default. */
  readonly fillValue?: number;
  /** `'bilinear'` blends the four nearest pixels, `'nearest'` takes one; `'bilinear'` by default. */
  readonly interpolation?: 'bilinear' | 'nearest';
}

/** Where the pixel at column x and row y comes from: `[a, b, c, d, e, f]` means column ax + by + c, row dx + ey + f. */
export type Affine = readonly [number, number, number, number, number, number];

export function checkSample(who: string, { fillMode = 'reflect', interpolation = 'bilinear' }: SampleOptions): void {
  oneOf(who, { fillMode }, ['reflect', 'wrap', 'nearest', 'constant']);
  oneOf(who, { interpolation }, ['bilinear', 'nearest']);
}

/** The pixel within that a pixel beyond the edge stands for; −1 for the fill value. */
function within(at: number, size: number, mode: FillMode): number {
  if (at >= 0 && at < size) return at;
  if (mode === 'constant') return -1;
  if (mode === 'nearest') return at < 0 ? 0 : size - 1;
  const period = mode === 'wrap' ? size : 2 * size;
  const rest = ((at % period) + period) % period;
  return rest < size ? rest : period - 1 - rest;
}

/** Each image with its pixels taken from elsewhere in it. */
export function sample(x: Tensor, affines: readonly Affine[], options: SampleOptions): Tensor {
  const { fillMode = 'reflect', fillValue = 0, interpolation = 'bilinear' } = options;
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const pixels = batch * height * width;
  const taps = interpolation === 'nearest' ? 1 : 4;
  const places = new Int32Array(pixels * taps);
  const weights = new Float32Array(pixels * taps);
  let at = 0;
  affines.forEach(([a, b, c, d, e, f], image) => {
    const put = (column: number, row: number, weight: number): void => {
      const [i, j] = [within(row, height, fillMode), within(column, width, fillMode)];
      places[at] = i < 0 || j < 0 ? pixels : (image * height + i) * width + j;
      weights[at++] = weight;
    };
    for (let i = 0; i < height; i++) {
      for (let j = 0; j < width; j++) {
        const [column, row] = [a * j + b * i + c, d * j + e * i + f];
        if (taps === 1) {
          put(Math.round(column), Math.round(row), 1);
          continue;
        }
        const [left, top] = [Math.floor(column), Math.floor(row)];
        const [right, down] = [column - left, row - top];
        put(left, top, (1 - right) * (1 - down));
        put(left + 1, top, right * (1 - down));
        put(left, top + 1, (1 - right) * down);
        put(left + 1, top + 1, right * down);
      }
    }
  });
  const table = withFill(reshaped(x, [pixels, channels]), fillValue);
  const taken = lookUp(table, tensor(places, [pixels, taps], 'int32'));
  return reshaped(weighted(taken, tensor(weights, [pixels, taps, 1])), x.shape);
}

/** One row more, of the fill value. */
const withFill = (x: Tensor, value: number): Tensor =>
  primitive({ x }, () => ({
    value: concat([x, fill([1, x.shape[1]!], value)], 0),
    gradient: (dy) => ({ x: () => slice(dy, [0, 0], x.shape) }),
  }));

/** The sum over the taps, weighted. */
const weighted = (x: Tensor, weights: Tensor): Tensor =>
  primitive({ x }, () => ({
    value: sum(mul(x, weights), 1),
    keep: [weights],
    gradient: (dy, [weights]) => ({ x: () => mul(reshape(dy, [dy.shape[0]!, 1, dy.shape[1]!]), weights!) }),
  }));
