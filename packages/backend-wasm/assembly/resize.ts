// The gradient of resizing, for nearest neighbours and bilinear alike: what each output pixel took, it gives back.
import { madd } from './simd';

/**
 * dx must hold zeros.
 *
 * @param table - for each row of the output, then for each column: the lower and the upper row of the input (i32), and the
 *   share of the upper one (f32)
 */
export function resizeGrad(
  dy: usize, dx: usize, batch: i32, h: i32, w: i32, channels: i32, oh: i32, ow: i32, table: usize,
): void {
  for (let n = 0; n < batch; n++) {
    const image = dx + n * h * w * channels * 4;
    for (let i = 0; i < oh; i++) {
      const row = table + i * 12;
      const low = image + load<i32>(row) * w * channels * 4, high = image + load<i32>(row, 4) * w * channels * 4;
      const down = load<f32>(row, 8);
      for (let j = 0; j < ow; j++) {
        const column = table + (oh + j) * 12;
        const left = load<i32>(column) * channels * 4, right = load<i32>(column, 4) * channels * 4;
        const across = load<f32>(column, 8);
        give(low + left, dy, channels, (1 - down) * (1 - across));
        give(low + right, dy, channels, (1 - down) * across);
        give(high + left, dy, channels, down * (1 - across));
        give(high + right, dy, channels, down * across);
        dy += channels * 4;
      }
    }
  }
}

function give(to: usize, from: usize, n: i32, share: f32): void {
  if (share == 0) return;
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    v128.store(to + i * 4, madd(v128.load(from + i * 4), f32x4.splat(share), v128.load(to + i * 4)));
  }
  for (; i < n; i++) store<f32>(to + i * 4, load<f32>(to + i * 4) + load<f32>(from + i * 4) * share);
}
