/**
 * The seeded generator: a counter hashed with the seed, so that number `i` of a stream is had without those before it,
 * in any order, with the same bits on every backend. It is the generator that kernels with a `seed` attribute use.
 *
 *     hash(x):  x ^= x ≫ 16;  x ×= 0x7feb352d;  x ^= x ≫ 15;  x ×= 0x846ca68b;  x ^= x ≫ 16      (mod 2³²)
 *     bits(seed, i) = hash(hash(seed) + i × 0x9e3779b9)
 *
 * @see Wellons 2018, "Prospecting for Hash Functions", https://nullprogram.com/blog/2018/07/31/ (lowbias32); Steele, Lea &
 * Flood 2014, "Fast splittable pseudorandom number generators" (the counter's golden-ratio step).
 */
function hash(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** 32 random bits: number `i` of the stream `seed`, in [0, 2³²). */
export const bits = (seed: number, i: number): number => hash((hash(seed) + Math.imul(i, 0x9e3779b9)) | 0);

/** A seed derived from another: layer `i` of a model, step `i` of an epoch. */
export const seedFrom = (seed: number, ...path: readonly number[]): number =>
  path.reduce((parent, i) => bits(parent ^ 0x5bd1e995, i), seed >>> 0);

/** `size` numbers, uniform in [min, max). */
export function uniform(size: number, seed: number, min = 0, max = 1): Float32Array {
  const key = hash(seed);
  const values = new Float32Array(size);
  // 24 bits fill a float32's mantissa exactly, so that 1 is never reached.
  const scale = (max - min) * 2 ** -24;
  for (let i = 0; i < size; i++) values[i] = min + (hash((key + Math.imul(i, 0x9e3779b9)) | 0) >>> 8) * scale;
  return values;
}

/**
 * `size` numbers from the normal distribution (Box–Muller); `truncated` redraws what lies beyond two standard deviations.
 */
export function normal(size: number, seed: number, mean = 0, stddev = 1, truncated = false): Float32Array {
  const key = hash(seed);
  const values = new Float32Array(size);
  for (let i = 0, draw = 0; i < size; draw += 2) {
    const u = ((hash((key + Math.imul(draw, 0x9e3779b9)) | 0) >>> 8) + 1) * 2 ** -24;
    const angle = 2 * Math.PI * (hash((key + Math.imul(draw + 1, 0x9e3779b9)) | 0) * 2 ** -32);
    const radius = Math.sqrt(-2 * Math.log(u));
    for (const z of [radius * Math.cos(angle), radius * Math.sin(angle)]) {
      if (i < size && !(truncated && Math.abs(z) > 2)) values[i++] = mean + stddev * z;
    }
  }
  return values;
}

/** The numbers 0 … n − 1 in random order (Fisher–Yates). */
export function permutation(n: number, seed: number): Int32Array {
  const key = hash(seed);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(hash((key + Math.imul(i, 0x9e3779b9)) | 0) * 2 ** -32 * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
