// Gradients of pooling. Windows may overlap, be padded and be dilated; dx must hold zeros.

/**
 * Max pooling over whole windows of 2 × 2 that lie side by side, the usual case: every element of dx is written once, so
 * that dx need not hold zeros.
 */
export function maxPoolGrad2x2(x: usize, dy: usize, dx: usize, rows: i32, ow: i32, channels: i32): void {
  const width: usize = ow * 2 * channels * 4;
  const column: usize = channels * 4;
  for (; rows > 0; --rows) {
    for (let j = 0; j < ow; j++) {
      for (let d = channels; d >= 4; d -= 4) {
        const a0 = v128.load(x), a1 = v128.load(x + column), a2 = v128.load(x + width), a3 = v128.load(x + width + column);
        // Whether each is greater than all before it; the first maximum is the last of these.
        const g1 = f32x4.gt(a1, a0);
        const m1 = f32x4.pmax(a0, a1);
        const g2 = f32x4.gt(a2, m1);
        const g3 = f32x4.gt(a3, f32x4.pmax(m1, a2));
        let rest = v128.load(dy);
        v128.store(dx + width + column, v128.and(rest, g3));
        rest = v128.andnot(rest, g3);
        v128.store(dx + width, v128.and(rest, g2));
        rest = v128.andnot(rest, g2);
        v128.store(dx + column, v128.and(rest, g1));
        v128.store(dx, v128.andnot(rest, g1));
        x += 16;
        dx += 16;
        dy += 16;
      }
      x += column;
      dx += column;
    }
    x += width;
    dx += width;
  }
}

/**
 * The gradient of max pooling goes to the first maximum of each window, found anew in x: what a window's maximum is, or
 * whether it is positive, plays no part.
 */
export function maxPoolGrad(
  x: usize, dy: usize, dx: usize, batch: i32, h: i32, w: i32, channels: i32, oh: i32, ow: i32,
  fh: i32, fw: i32, dh: i32, dw: i32, sh: i32, sw: i32, top: i32, left: i32,
): void {
  const quads = channels & ~3;
  for (let n = 0; n < batch; n++) {
    for (let i = 0; i < oh; i++) {
      // The part of the window that lies in the image.
      const r0 = inside(i * sh - top, dh), r1 = until(i * sh - top, dh, fh, h);
      for (let j = 0; j < ow; j++) {
        const s0 = inside(j * sw - left, dw), s1 = until(j * sw - left, dw, fw, w);
        if (r0 >= r1 || s0 >= s1) continue;
        const g = dy + ((n * oh + i) * ow + j) * channels * 4;
        const origin = ((n * h + i * sh - top + r0 * dh) * w + j * sw - left + s0 * dw) * channels * 4;
        const nextRow = (dh * w) * channels * 4, nextColumn = dw * channels * 4;
        if (r1 - r0 == 2 && s1 - s0 == 2) {
          for (let d = 0; d < quads; d += 4) {
            const at = origin + d * 4;
            const a0 = v128.load(x + at), a1 = v128.load(x + at + nextColumn);
            const a2 = v128.load(x + at + nextRow), a3 = v128.load(x + at + nextRow + nextColumn);
            // Whether each is greater than all before it; the first maximum is the last of these.
            const g1 = f32x4.gt(a1, a0);
            const m1 = v128.bitselect(a1, a0, g1);
            const g2 = f32x4.gt(a2, m1);
            const m2 = v128.bitselect(a2, m1, g2);
            const g3 = f32x4.gt(a3, m2);
            let rest = v128.load(g + d * 4);
            add(dx + at + nextRow + nextColumn, v128.and(rest, g3));
            rest = v128.andnot(rest, g3);
            add(dx + at + nextRow, v128.and(rest, g2));
            rest = v128.andnot(rest, g2);
            add(dx + at + nextColumn, v128.and(rest, g1));
            add(dx + at, v128.andnot(rest, g1));
          }
        } else {
          for (let d = 0; d < quads; d += 4) {
            let best = v128.load(x + origin + d * 4);
            let where = i32x4.splat(0);
            let offset = 0;
            for (let r = r0; r < r1; r++) {
              for (let s = s0; s < s1; s++) {
                offset = (r - r0) * nextRow + (s - s0) * nextColumn;
                const value = v128.load(x + origin + offset + d * 4);
                const greater = f32x4.gt(value, best);
                best = v128.bitselect(value, best, greater);
                where = v128.bitselect(i32x4.splat(offset), where, greater);
              }
            }
            const at = dx + origin + d * 4;
            addTo(at + i32x4.extract_lane(where, 0), load<f32>(g + d * 4));
            addTo(at + i32x4.extract_lane(where, 1) + 4, load<f32>(g + d * 4, 4));
            addTo(at + i32x4.extract_lane(where, 2) + 8, load<f32>(g + d * 4, 8));
            addTo(at + i32x4.extract_lane(where, 3) + 12, load<f32>(g + d * 4, 12));
          }
        }
        for (let d = quads; d < channels; d++) {
          let best = load<f32>(x + origin + d * 4);
          let where = 0;
          for (let r = r0; r < r1; r++) {
            for (let s = s0; s < s1; s++) {
              const offset = (r - r0) * nextRow + (s - s0) * nextColumn;
              const value = load<f32>(x + origin + offset + d * 4);
              if (value > best) {
                best = value;
                where = offset;
              }
            }
          }
          addTo(dx + origin + where + d * 4, load<f32>(g + d * 4));
        }
      }
    }
  }
}

/** Each element of the window that lies in the image gets an equal share of dy; `counted`: what is padding takes its share too. */
export function avgPoolGrad(
  dy: usize, dx: usize, batch: i32, h: i32, w: i32, channels: i32, oh: i32, ow: i32,
  fh: i32, fw: i32, dh: i32, dw: i32, sh: i32, sw: i32, top: i32, left: i32, counted: bool,
): void {
  const quads = channels & ~3;
  for (let n = 0; n < batch; n++) {
    for (let i = 0; i < oh; i++) {
      const r0 = inside(i * sh - top, dh), r1 = until(i * sh - top, dh, fh, h);
      for (let j = 0; j < ow; j++) {
        const s0 = inside(j * sw - left, dw), s1 = until(j * sw - left, dw, fw, w);
        const g = dy + ((n * oh + i) * ow + j) * channels * 4;
        const share: f32 = <f32>1 / <f32>(counted ? fh * fw : (r1 - r0) * (s1 - s0));
        for (let r = r0; r < r1; r++) {
          for (let s = s0; s < s1; s++) {
            const at = dx + ((n * h + i * sh - top + r * dh) * w + j * sw - left + s * dw) * channels * 4;
            for (let d = 0; d < quads; d += 4) add(at + d * 4, f32x4.mul(v128.load(g + d * 4), f32x4.splat(share)));
            for (let d = quads; d < channels; d++) addTo(at + d * 4, load<f32>(g + d * 4) * share);
          }
        }
      }
    }
  }
}

/** The first window index whose position is not negative. */
// @ts-ignore: decorator
@inline
export function inside(start: i32, step: i32): i32 {
  return start >= 0 ? 0 : (step - 1 - start) / step;
}

/** The first window index at which the window leaves the image. */
// @ts-ignore: decorator
@inline
export function until(start: i32, step: i32, size: i32, limit: i32): i32 {
  const room = limit - start;
  return room <= 0 ? 0 : min(size, (room + step - 1) / step);
}

// @ts-ignore: decorator
@inline
function add(to: usize, x: v128): void {
  v128.store(to, f32x4.add(v128.load(to), x));
}

// @ts-ignore: decorator
@inline
function addTo(to: usize, x: f32): void {
  store<f32>(to, load<f32>(to) + x);
}
