// Convolutions by windows of 3 × 3 at stride 1, in tiles of 2 × 2 outputs, which take 16 multiplications where sums take 36:
//
//     y = Aᵀ [(G g Gᵀ) ⊙ (Bᵀ d B)] A        dg = Gᵀ [(Bᵀ d B) ⊙ (A dy Aᵀ)] G
//
// of a tile d of 4 × 4 inputs and a window g. Summed over channels, or over tiles, ⊙ is 16 products of matrices. Images are
// volumes of depth 1; along the depth, windows have any size, stride and dilation. Channels and outputs come in eights.
// Lavin & Gray 2015, https://arxiv.org/abs/1509.09308.
import { isPadded, padImage } from './conv2d';
import { packSliver } from './gemm';
import { ADD, STRIDED, TABLE, activate, edge, tileRows } from './micro';

/** Which matrix: Bᵀ, G, Aᵀ, A, Gᵀ. */
const INPUT: i32 = 0;
const FILTER: i32 = 1;
const OUTPUT: i32 = 2;
const OUTPUT_GRAD: i32 = 3;
const FILTER_GRAD: i32 = 4;

/** The matrix times `count` columns, `next` bytes apart, their numbers `step` bytes apart. */
// @ts-ignore: decorator
@inline
function times(matrix: i32, count: i32, from: usize, step: usize, next: usize, to: usize, toStep: usize, toNext: usize): void {
  const half = f32x4.splat(0.5);
  for (; count > 0; --count) {
    let y0 = v128.load(from), y1 = v128.load(from + step), y2 = y0, y3 = y1;
    if (matrix == OUTPUT_GRAD) {
      y2 = f32x4.sub(y0, y1);
      y1 = f32x4.add(y0, y1);
    } else {
      const x2 = v128.load(from + 2 * step);
      if (matrix == FILTER) {
        const even = f32x4.mul(half, f32x4.add(y0, x2)), odd = f32x4.mul(half, y1);
        y1 = f32x4.add(even, odd);
        y2 = f32x4.sub(even, odd);
        y3 = x2;
      } else {
        const x3 = v128.load(from + 3 * step);
        const sum = f32x4.add(y1, x2);
        const difference = f32x4.sub(x2, y1);
        if (matrix == INPUT) {
          y0 = f32x4.sub(y0, x2);
          y3 = f32x4.sub(x3, y1);
          y1 = sum;
          y2 = difference;
        } else if (matrix == OUTPUT) {
          y0 = f32x4.add(y0, sum);
          y1 = f32x4.sub(x3, difference);
        } else {
          const mean = f32x4.mul(half, sum);
          y0 = f32x4.add(y0, mean);
          y1 = f32x4.mul(f32x4.splat(-0.5), difference);
          y2 = f32x4.add(x3, mean);
        }
      }
    }
    v128.store(to, y0);
    v128.store(to + toStep, y1);
    if (matrix != OUTPUT) v128.store(to + 2 * toStep, y2);
    if (matrix < OUTPUT || matrix == OUTPUT_GRAD) v128.store(to + 3 * toStep, y3);
    from += next;
    to += toNext;
  }
}

/** The matrix on both sides of tiles, four channels at a time; every second four go `sliver` bytes on. */
// @ts-ignore: decorator
@inline
function transform(
  matrix: i32, channels: i32, from: usize, row: usize, column: usize, to: usize, step: usize, toRow: i32, sliver: usize, spare: usize,
): void {
  const ins = matrix == OUTPUT_GRAD ? 2 : matrix == FILTER ? 3 : 4;
  const outs = matrix == OUTPUT ? 2 : matrix == FILTER_GRAD ? 3 : 4;
  for (let c = 0; c < channels; c += 4) {
    times(matrix, ins, from, column, row, spare, 16, 64);
    times(matrix, outs, spare, 64, 16, to, toRow * step, step);
    from += 16;
    to += c & 4 ? sliver - 16 : 16;
  }
}

function ofInput(channels: i32, from: usize, row: usize, column: usize, to: usize, step: usize, toRow: i32, sliver: usize, spare: usize): void { transform(INPUT, channels, from, row, column, to, step, toRow, sliver, spare); }
function ofFilter(channels: i32, from: usize, row: usize, column: usize, to: usize, step: usize, toRow: i32, sliver: usize, spare: usize): void { transform(FILTER, channels, from, row, column, to, step, toRow, sliver, spare); }
function ofOutput(channels: i32, from: usize, row: usize, column: usize, to: usize, step: usize, toRow: i32, sliver: usize, spare: usize): void { transform(OUTPUT, channels, from, row, column, to, step, toRow, sliver, spare); }
function ofOutputGrad(channels: i32, from: usize, row: usize, column: usize, to: usize, step: usize, toRow: i32, sliver: usize, spare: usize): void { transform(OUTPUT_GRAD, channels, from, row, column, to, step, toRow, sliver, spare); }
function ofFilterGrad(channels: i32, from: usize, row: usize, column: usize, to: usize, step: usize, toRow: i32, sliver: usize, spare: usize): void { transform(FILTER_GRAD, channels, from, row, column, to, step, toRow, sliver, spare); }

/** Bytes from one of the 16 matrices to the next: a line more than their numbers, lest they meet in the same lines of the cache. */
// @ts-ignore: decorator
@inline
function apart(numbers: i32): usize {
  return numbers * 4 + 64;
}

/** Tiles at a time: what of them is in scratch should stay in the L2 cache. */
// @ts-ignore: decorator
@inline
function tilesAtOnce(tiles: i32, numbers: i32): i32 {
  return min(tiles, max(12, 8192 / numbers));
}

/** `padded` numbers of padded slices. */
export function winogradScratch(padded: i32, depth: i32, channels: i32, taps: i32, od: i32, oh: i32, ow: i32, outputs: i32): i32 {
  const numbers = depth * channels + od * outputs;
  const tiles = tilesAtOnce(((oh + 1) >> 1) * ((ow + 1) >> 1), numbers);
  return 4 * (padded + 16 * (taps * channels * outputs + tiles * numbers) + (taps + 72) * channels + 4 * outputs + 128 + 3 * 256);
}

/** Bᵀ d B of tiles `first` to `first + count` of all slices, as [4 × 4, depth, count, channels]. */
function inputs(
  x: usize, depth: i32, ph: i32, pw: i32, channels: i32, across: i32, first: i32, count: i32, v: usize, spare: usize,
): void {
  const step = apart(depth * count * channels);
  for (let s = 0; s < depth; s++) {
    for (let t = first; t < first + count; t++) {
      const pixel = (s * ph + 2 * (t / across)) * pw + 2 * (t % across);
      ofInput(channels, x + pixel * channels * 4, pw * channels * 4, channels * 4, v, step, 4, 32, spare);
      v += channels * 4;
    }
  }
}

/** The slices where they are, or padded. */
function slices(x: usize, depth: i32, h: i32, w: i32, channels: i32, top: i32, left: i32, ph: i32, pw: i32, to: usize): usize {
  if (!isPadded(h, w, ph, pw, top, left)) return x;
  for (let s = 0; s < depth; s++) {
    padImage(x + s * h * w * channels * 4, h, w, channels, top, left, ph, pw, to + s * ph * pw * channels * 4);
  }
  return to;
}

/** What is wanted: y, y by a filter whose last axes are the other way round, or the gradient of the filter. */
const FLIPPED: i32 = 1;
const GRADIENT: i32 = 2;

/**
 * Some eights of the outputs, of some samples.
 *
 * @param ph, pw - size of a padded slice: even, and large enough for every tile
 * @param ds, dd, front - along the depth: stride, dilation, zeros before
 * @param mode - FLIPPED: the filter is [taps, 3, 3, outputs, channels], to be turned round, as for the gradient of the input;
 *   GRADIENT: y is dy, and the filter's gradient is summed over the samples
 */
export function winograd(
  samples: i32, eights: i32, x: usize, depth: i32, h: i32, w: i32, channels: i32, top: i32, left: i32, ph: i32, pw: i32,
  filter: usize, taps: i32, ds: i32, dd: i32, front: i32,
  y: usize, od: i32, oh: i32, ow: i32, outputs: i32, bias: usize, flags: i32, mode: i32, scratch: usize,
): void {
  const wide = eights * 8, pixel: usize = channels * 4, outPixel: usize = outputs * 4, widePixel: usize = wide * 4;
  const across = (ow + 1) >> 1, tiles = ((oh + 1) >> 1) * across;
  const atOnce = tilesAtOnce(tiles, depth * channels + od * outputs);
  // Of a tap and eight outputs.
  const part = channels * 32;
  const spare = scratch;
  const table = spare + 256;
  const packed = table + taps * pixel;
  const u = packed + 9 * part;
  const uStep = apart(taps * channels * wide);
  const tile = u + 16 * uStep;
  const v = tile + 4 * widePixel;
  const z = v + 16 * apart(depth * atOnce * channels);
  const padded = z + 16 * apart(od * atOnce * wide);
  if (mode == GRADIENT) memory.fill(u, 0, 16 * uStep);
  else {
    for (let o = 0; o < eights; o++) {
      for (let tap = 0; tap < taps; tap++) {
        for (let q = 0; q < 9; q++) {
          const at = tap * 9 + q, to = packed + q * part;
          if (mode) packSliver(channels, 8, filter + ((taps * 9 - 1 - at) * outputs + o * 8) * pixel, 4, pixel, to);
          else packSliver(channels, 8, filter + at * channels * outPixel + o * 32, outPixel, 4, to);
        }
        ofFilter(channels * 8, packed, 3 * part, part, u + (o * taps + tap) * part, uStep, 4, 32, spare);
      }
    }
  }
  for (; samples > 0; --samples) {
    const from = slices(x, depth, h, w, channels, top, left, ph, pw, padded);
    for (let first = 0; first < tiles; first += atOnce) {
      const count = min(atOnce, tiles - first);
      const slice: usize = count * pixel;
      const sliver: usize = od * count * 32;
      const vStep = apart(depth * count * channels), zStep = apart(od * count * wide);
      inputs(from, depth, ph, pw, channels, across, first, count, v, spare);
      for (let tap = 0; tap < taps; tap++) {
        for (let d = 0; d < channels; d++) store<u32>(table + (tap * channels + d) * 4, tap * dd * slice + d * 4);
      }
      for (let i = 0; i < od; i++) {
        // The taps that meet a slice.
        const slice0 = i * ds - front;
        const tap0 = slice0 < 0 ? (dd - 1 - slice0) / dd : 0;
        const met = slice0 < depth ? min(taps, (depth - 1 - slice0) / dd + 1) - tap0 : 0;
        for (let p = 0; mode != GRADIENT && p < 16; p++) {
          for (let o = 0; o < eights; o++) {
            for (let t = 0; t < count; ) {
              const rows = tileRows(count - t);
              edge(
                rows, 8, TABLE, met * channels, v + p * vStep + slice0 * slice + t * pixel, pixel, table + tap0 * pixel,
                u + p * uStep + (o * taps + tap0) * part, 32, z + p * zStep + t * widePixel + o * 32, widePixel, 0, 0, spare,
              );
              t += rows;
            }
          }
        }
        for (let t = 0; t < count; t++) {
          const row = (first + t) / across * 2, column = (first + t) % across * 2;
          const rows = min(2, oh - row), columns = min(2, ow - column);
          const to = y + ((i * oh + row) * ow + column) * outPixel;
          if (mode == GRADIENT) memory.fill(tile, 0, 4 * widePixel);
          else ofOutput(wide, z + t * widePixel, 4 * zStep, zStep, tile, widePixel, 2, 32, spare);
          for (let r = 0; r < rows; r++) {
            for (let s = 0; s < columns; s++) {
              const inside = tile + (r * 2 + s) * widePixel, out = to + (r * ow + s) * outPixel;
              if (mode == GRADIENT) memory.copy(inside, out, widePixel);
              else {
                for (let o: usize = 0; o < widePixel; o += 16) {
                  let value = v128.load(inside + o);
                  if (bias) value = f32x4.add(value, v128.load(bias + o));
                  if (flags) value = activate(value, flags);
                  v128.store(out + o, value);
                }
              }
            }
          }
          if (mode == GRADIENT) {
            ofOutputGrad(wide, tile, 2 * widePixel, widePixel, z + (i * count + t) * 32, zStep, 4, sliver, spare);
          }
        }
      }
      for (let p = 0; mode == GRADIENT && p < 16; p++) {
        for (let tap = 0; tap < taps; tap++) {
          const offset = tap * dd - front;
          // Where the stride is 1, slices lie one after the other in both.
          const run = ds == 1 ? min(od, depth - offset) - max(0, -offset) : 1;
          for (let i = ds == 1 ? max(0, -offset) : 0; run > 0 && i < od; i += ds == 1 ? od : 1) {
            const s = i * ds + offset;
            if (s < 0 || s >= depth) continue;
            for (let o = 0; o < eights; o++) {
              for (let c = 0; c < channels; ) {
                const rows = tileRows(channels - c);
                edge(
                  rows, 8, STRIDED, run * count, v + p * vStep + s * slice + c * 4, 4, pixel,
                  z + p * zStep + o * sliver + i * count * 32, 32, u + p * uStep + (o * taps + tap) * part + c * 32, 32, ADD, 0, spare,
                );
                c += rows;
              }
            }
          }
        }
      }
    }
    x += depth * h * w * pixel;
    y += od * oh * ow * outPixel;
  }
  for (let o = 0; mode == GRADIENT && o < eights; o++) {
    for (let tap = 0; tap < taps; tap++) {
      const to = filter + tap * 9 * channels * outPixel + o * 32;
      ofFilterGrad(channels * 8, u + (o * taps + tap) * part, 4 * uStep, uStep, to, channels * outPixel, 3, outPixel, spare);
    }
  }
}
