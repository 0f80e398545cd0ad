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

/** dFilter must hold zeros. */
export function depthwiseFilterGrad(
  x: usize, batch: i32, h: i32, w: i32, channels: i32, multiplier: i32, top: i32, left: i32,
  dy: usize, oh: i32, ow: i32, fh: i32, fw: i32, dh: i32, dw: i32, sh: i32, sw: i32, dFilter: usize,
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
            const from = x + ((n * h + row) * w + column) * channels * 4;
            const to = dFilter + (r * fw + s) * outputs * 4;
            let d = 0;
            if (multiplier == 1) {
              for (; d + 4 <= channels; d += 4) {
                const at = d * 4;
                v128.store(to + at, madd(v128.load(g + at), v128.load(from + at), v128.load(to + at)));
              }
            }
            for (; d < channels; d++) {
              const value = load<f32>(from + d * 4);
              for (let m = d * multiplier; m < (d + 1) * multiplier; m++) {
                store<f32>(to + m * 4, load<f32>(to + m * 4) + value * load<f32>(g + m * 4));
              }
            }
          }
        }
      }
    }
  }
}

/** y = act(Σ x · filter + bias); `bias` may be 0, `flags` are those of a tile. */
export function depthwise(
  x: usize, batch: i32, h: i32, w: i32, filter: usize, fh: i32, fw: i32, dh: i32, dw: i32, sh: i32, sw: i32,
  y: usize, oh: i32, ow: i32, channels: i32, multiplier: i32, top: i32, left: i32, bias: usize, flags: i32,
): void {
  const outputs = channels * multiplier;
  for (let n = 0; n < batch; n++) {
    for (let i = 0; i < oh; i++) {
      const row = i * sh - top;
      const r0 = inside(row, dh), r1 = until(row, dh, fh, h);
      for (let j = 0; j < ow; j++) {
        const column = j * sw - left;
        const s0 = inside(column, dw), s1 = until(column, dw, fw, w);
        for (let o = 0; o < outputs; ) {
          const four = multiplier == 1 && outputs - o >= 4;
          let sum = four ? (bias ? v128.load(bias + o * 4) : f32x4.splat(0)) : f32x4.splat(bias ? load<f32>(bias + o * 4) : 0);
          for (let r = r0; r < r1; r++) {
            let from = x + (((n * h + row + r * dh) * w + column + s0 * dw) * channels + o / multiplier) * 4;
            let f = filter + ((r * fw + s0) * outputs + o) * 4;
            for (let s = s0; s < s1; s++) {
              if (four) sum = madd(v128.load(from), v128.load(f), sum);
              else sum = madd(v128.load32_splat(from), v128.load32_splat(f), sum);
              from += dw * channels * 4;
              f += outputs * 4;
            }
          }
          if (flags) sum = activate(sum, flags);
          if (four) {
            v128.store(y, sum);
            y += 16;
            o += 4;
          } else {
            store<f32>(y, f32x4.extract_lane(sum, 0));
            y += 4;
            o++;
          }
        }
      }
    }
  }
}
