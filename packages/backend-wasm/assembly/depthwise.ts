// The depthwise convolution and its gradients: filter [fh, fw, channels, multiplier], dy [n, oh, ow, channels · multiplier].
import { activate } from './micro';
import { inside, until } from './pool';
import { madd } from './simd';

/** dx must hold zeros. */
export function depthwiseInputGrad(
  dy: usize, batch: i32, oh: i32, ow: i32, filter: usize, fh: i32, fw: i32, dh: i32, dw: i32, sh: i32, sw: i32,
  dx: usize, h: i32, w: i32, channels: i32, multiplier: i32, top: i32, left: i32,
): void {
  const outputs = channels * multiplier;
  for (let n = 0; n < batch; n++) {
    for (let i = 0; i < oh; i++) {
      for (let j = 0; j < ow; j++) {
        const g = dy + ((n * oh + i) * ow + j) * outputs * 4;
        for (let r = 0; r < fh; r++) {
          const row = i * sh + r * dh - top;
          if (row < 0 || row >= h) continue;
          for (let s = 0; s < fw; s++) {
            const column = j * sw + s * dw - left;
            if (column < 0 || column >= w) continue;
            const to = dx + ((n * h + row) * w + column) * channels * 4;
            const f = filter + (r * fw + s) * outputs * 4;
            let d = 0;
            if (multiplier == 1) {
              for (; d + 4 <= channels; d += 4) {
                const at = d * 4;
                v128.store(to + at, madd(v128.load(g + at), v128.load(f + at), v128.load(to + at)));
              }
            }
            for (; d < channels; d++) {
              let sum = load<f32>(to + d * 4);
              for (let m = d * multiplier; m < (d + 1) * multiplier; m++) sum += load<f32>(g + m * 4) * load<f32>(f + m * 4);
              store<f32>(to + d * 4, sum);
            }
          }
        }
      }
    }
  }
}

/** dFilter must hold zeros; `count` outputs from `first` on, whole channels of them. */
export function depthwiseFilterGrad(
  first: i32, count: i32, x: usize, batch: i32, h: i32, w: i32, channels: i32, multiplier: i32, top: i32, left: i32,
  dy: usize, oh: i32, ow: i32, fh: i32, fw: i32, dh: i32, dw: i32, sh: i32, sw: i32, dFilter: usize,
): void {
  const outputs = channels * multiplier, end = first + count;
  const xStep: usize = sw * channels * 4, dyStep: usize = outputs * 4;
  for (let n = 0; n < batch; n++) {
    // A row of dy serves all taps while it is in the cache.
    for (let i = 0; i < oh; i++) {
      for (let r = 0; r < fh; r++) {
        const row = i * sh + r * dh - top;
        if (row < 0 || row >= h) continue;
        for (let s = 0; s < fw; s++) {
          const column = s * dw - left;
          const j0 = inside(column, sw), steps = until(column, sw, ow, w) - j0;
          const xRow = x + ((n * h + row) * w + column + j0 * sw) * channels * 4;
          const dyRow = dy + ((n * oh + i) * ow + j0) * dyStep;
          const to = dFilter + (r * fw + s) * dyStep;
          let o = first;
          if (multiplier == 1) {
            for (; o + 16 <= end; o += 16) {
              const sums = to + o * 4;
              let a = v128.load(sums), b = v128.load(sums, 16), c = v128.load(sums, 32), d = v128.load(sums, 48);
              let from = xRow + o * 4, g = dyRow + o * 4;
              for (let j = steps; j > 0; --j) {
                a = madd(v128.load(from), v128.load(g), a);
                b = madd(v128.load(from, 16), v128.load(g, 16), b);
                c = madd(v128.load(from, 32), v128.load(g, 32), c);
                d = madd(v128.load(from, 48), v128.load(g, 48), d);
                from += xStep;
                g += dyStep;
              }
              v128.store(sums, a);
              v128.store(sums, b, 16);
              v128.store(sums, c, 32);
              v128.store(sums, d, 48);
            }
          }
          while (o < end) {
            const lanes = lanesOf(o, end, multiplier);
            let from = xRow + o / multiplier * 4, g = dyRow + o * 4;
            let sum = lanes == 4 ? v128.load(to + o * 4) : v128.load32_splat(to + o * 4);
            for (let j = steps; j > 0; --j) {
              const factor = lanes == 4 ? v128.load(g) : v128.load32_splat(g);
              sum = madd(lanes == 4 && multiplier == 1 ? v128.load(from) : v128.load32_splat(from), factor, sum);
              from += xStep;
              g += dyStep;
            }
            if (lanes == 4) v128.store(to + o * 4, sum);
            else store<f32>(to + o * 4, f32x4.extract_lane(sum, 0));
            o += lanes;
          }
        }
      }
    }
  }
}

/** Four outputs at once where they lie in four channels or in one. */
// @ts-ignore: decorator
@inline
function lanesOf(o: i32, outputs: i32, multiplier: i32): i32 {
  return (multiplier == 1 ? outputs - o : multiplier - o % multiplier) >= 4 ? 4 : 1;
}

/** y = act(Σ x · filter + bias); `bias` may be 0, `flags` are those of a tile. */
export function depthwise(
  x: usize, batch: i32, h: i32, w: i32, filter: usize, fh: i32, fw: i32, dh: i32, dw: i32, sh: i32, sw: i32,
  y: usize, oh: i32, ow: i32, channels: i32, multiplier: i32, top: i32, left: i32, bias: usize, flags: i32,
): void {
  const outputs = channels * multiplier;
  // From pixel to pixel and from line to line of the window, from tap to tap of the filter.
  const pixel: usize = dw * channels * 4, line: usize = dh * w * channels * 4, tap: usize = outputs * 4;
  for (let n = 0; n < batch; n++) {
    for (let i = 0; i < oh; i++) {
      const row = i * sh - top;
      const r0 = inside(row, dh), r1 = until(row, dh, fh, h);
      for (let j = 0; j < ow; j++) {
        const column = j * sw - left;
        const s0 = inside(column, dw), s1 = until(column, dw, fw, w);
        const taps = filter + (r0 * fw + s0) * outputs * 4;
        const window = x + ((n * h + row + r0 * dh) * w + column + s0 * dw) * channels * 4;
        let o = 0;
        if (multiplier == 1) {
          // Sixteen channels at once, so that walking through the window costs less than what is done there.
          for (; o + 16 <= outputs; o += 16) {
            let a = f32x4.splat(0), b = a, c = a, d = a;
            if (bias) {
              const from = bias + o * 4;
              a = v128.load(from);
              b = v128.load(from, 16);
              c = v128.load(from, 32);
              d = v128.load(from, 48);
            }
            let xRow = window + o * 4, fRow = taps + o * 4;
            for (let r = r0; r < r1; r++) {
              let from = xRow, f = fRow;
              for (let s = s0; s < s1; s++) {
                a = madd(v128.load(from), v128.load(f), a);
                b = madd(v128.load(from, 16), v128.load(f, 16), b);
                c = madd(v128.load(from, 32), v128.load(f, 32), c);
                d = madd(v128.load(from, 48), v128.load(f, 48), d);
                from += pixel;
                f += tap;
              }
              xRow += line;
              fRow += fw * tap;
            }
            if (flags) {
              a = activate(a, flags);
              b = activate(b, flags);
              c = activate(c, flags);
              d = activate(d, flags);
            }
            v128.store(y, a);
            v128.store(y, b, 16);
            v128.store(y, c, 32);
            v128.store(y, d, 48);
            y += 64;
          }
        }
        while (o < outputs) {
          const lanes = lanesOf(o, outputs, multiplier);
          let sum = lanes == 4 ? (bias ? v128.load(bias + o * 4) : f32x4.splat(0)) : f32x4.splat(bias ? load<f32>(bias + o * 4) : 0);
          let xRow = window + o / multiplier * 4, fRow = taps + o * 4;
          for (let r = r0; r < r1; r++) {
            let from = xRow, f = fRow;
            for (let s = s0; s < s1; s++) {
              const factor = lanes == 4 ? v128.load(f) : v128.load32_splat(f);
              sum = madd(lanes == 4 && multiplier == 1 ? v128.load(from) : v128.load32_splat(from), factor, sum);
              from += pixel;
              f += tap;
            }
            xRow += line;
            fRow += fw * tap;
          }
          if (flags) sum = activate(sum, flags);
          if (lanes == 4) v128.store(y, sum);
          else store<f32>(y, f32x4.extract_lane(sum, 0));
          y += lanes * 4;
          o += lanes;
        }
      }
    }
  }
}
