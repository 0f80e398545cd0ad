import { type Kernel, sizeOf } from '../kernel.js';
import { type Geometry, geometry, type Windows } from './geometry.js';

/**
 * Greyscale morphology, y[n, i, j, d] = max over r, s of x[n, i·sh + r·dh − top, j·sw + s·dw − left, d] + filter[r, s, d], in
 * plain JavaScript: `visit` gets the indices of y and of the first of the greatest pairs.
 */
function greatest(
  info: Geometry,
  x: ArrayLike<number>,
  filter: ArrayLike<number>,
  visit: (y: number, x: number, filter: number) => void,
): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth } = info;
  let y = 0;
  for (let n = 0; n < info.batchSize; n++)
    for (let i = 0; i < outHeight; i++)
      for (let j = 0; j < outWidth; j++)
        for (let d = 0; d < inChannels; d++, y++) {
          let best = Number.NEGATIVE_INFINITY;
          let [atX, atFilter] = [-1, -1];
          for (let r = 0; r < filterHeight; r++) {
            const row = i * info.strideHeight + r * info.dilationHeight - info.padInfo.top;
            if (row < 0 || row >= inHeight) continue;
            for (let s = 0; s < filterWidth; s++) {
              const column = j * info.strideWidth + s * info.dilationWidth - info.padInfo.left;
              if (column < 0 || column >= inWidth) continue;
              const p = ((n * inHeight + row) * inWidth + column) * inChannels + d;
              const q = (r * filterWidth + s) * inChannels + d;
              const value = x[p]! + filter[q]!;
              if (value > best || atX < 0) [best, atX, atFilter] = [value, p, q];
            }
          }
          visit(y, atX, atFilter);
        }
}

const infoOf = (inShape: number[], filterShape: readonly number[], attrs: Windows): Geometry =>
  geometry(inShape, filterShape, inShape[3]!, attrs);

export const dilation2d: Kernel = (m, { x, filter }, attrs) => {
  const info = infoOf(x.shape, filter.shape, attrs);
  const y = m.make(info.outShape, x.dtype);
  const [from, f, to] = [m.values(x), m.values(filter), m.values(y)];
  greatest(info, from, f, (i, p, q) => {
    to[i] = p < 0 ? Number.NEGATIVE_INFINITY : from[p]! + f[q]!;
  });
  return y;
};

const gradient =
  (of: 'x' | 'filter'): Kernel =>
  (m, inputs, attrs) => {
    const { x, filter, dy } = inputs;
    const info = infoOf(x.shape, filter.shape, attrs);
    const dx = m.make(inputs[of].shape, dy.dtype);
    const [from, f, g] = [m.values(x), m.values(filter), m.values(dy)];
    const sums = new Float64Array(sizeOf(inputs[of].shape));
    greatest(info, from, f, (i, p, q) => {
      if (p >= 0) sums[of === 'x' ? p : q]! += g[i]!;
    });
    m.values(dx).set(sums);
    return dx;
  };

export const dilation2dBackpropInput: Kernel = gradient('x');

export const dilation2dBackpropFilter: Kernel = gradient('filter');
