import { type Shares, shares } from '../alongAxis.js';

/** How pixels are blended when an image is resized; Keras's names. */
export type Interpolation = 'nearest' | 'bilinear' | 'bicubic' | 'lanczos3' | 'lanczos5';

export const INTERPOLATIONS: readonly Interpolation[] = ['nearest', 'bilinear', 'bicubic', 'lanczos3', 'lanczos5'];

/** The weight of a pixel at distance x from the sample, and beyond which distance it has none. */
interface Filter {
  readonly radius: number;
  readonly weight: (x: number) => number;
}

const lanczos = (radius: number): Filter => ({
  radius,
  weight: (x) =>
    x < 1e-6 ? 1 : (radius * Math.sin(Math.PI * x) * Math.sin((Math.PI * x) / radius)) / (Math.PI * x) ** 2,
});

function filterOf(interpolation: Interpolation): Filter {
  if (interpolation === 'lanczos3') return lanczos(3);
  if (interpolation === 'lanczos5') return lanczos(5);
  if (interpolation === 'bilinear') return { radius: 1, weight: (x) => 1 - x };
  // Keys's cubic with a = −1/2.
  return { radius: 2, weight: (x) => (x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((2.5 - 0.5 * x) * x - 4) * x + 2) };
}

/**
 * What each of `count` new pixels takes of the old ones along an axis. Samples lie at pixel centres; a filter that reaches
 * beyond the edge is made up for by what lies within. With `antialias` it widens where the axis shrinks.
 *
 * @see Keys 1981, "Cubic convolution interpolation for digital image processing"; `tf.image.resize`, `jax.image.resize`.
 */
export function interpolated(size: number, count: number, interpolation: Interpolation, antialias = false): Shares {
  return shares(count, size, (add) => {
    const step = size / count;
    for (let i = 0; i < count; i++) {
      const at = (i + 0.5) * step - 0.5;
      if (interpolation === 'nearest') {
        add(i, Math.min(Math.floor((i + 0.5) * step), size - 1), 1);
        continue;
      }
      const { radius, weight } = filterOf(interpolation);
      const wide = antialias ? Math.max(step, 1) : 1;
      const first = Math.max(Math.ceil(at - radius * wide), 0);
      const last = Math.min(Math.floor(at + radius * wide), size - 1);
      const weights = Array.from({ length: last - first + 1 }, (_, k) => weight(Math.abs(first + k - at) / wide));
      const total = weights.reduce((a, b) => a + b, 0);
      weights.forEach((w, k) => {
        add(i, first + k, w / total);
      });
    }
  });
}
