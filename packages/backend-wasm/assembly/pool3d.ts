// Pooling of volumes [batch, depth, height, width, channels] and its gradients, four channels at a time. Windows may overlap
// and be padded and dilated.
import { inside, until } from './pool';

export const MAX: i32 = 0;
export const MAX_GRAD: i32 = 1;
export const AVERAGE: i32 = 2;
export const AVERAGE_GRAD: i32 = 3;

// @ts-ignore: decorator
@inline
function read(at: usize, lanes: i32): v128 {
  return lanes == 4 ? v128.load(at) : v128.load32_splat(at);
}

// @ts-ignore: decorator
@inline
function write(at: usize, x: v128, lanes: i32): void {
  if (lanes == 4) v128.store(at, x);
  else store<f32>(at, f32x4.extract_lane(x, 0));
}

// @ts-ignore: decorator
@inline
function addLane(at: usize, x: f32): void {
  store<f32>(at, load<f32>(at) + x);
}

/**
 * The maximum goes to y, its gradient from y to the first maximum of the window in x, added to dx; an average is over what of
 * the window lies in the volume; of its gradient, padding takes a share too if `counted`. NaN is
 * passed over.
 *
 * @param y - what is made, or for gradients dy
 */
export function pool3d(
  kind: i32, x: usize, y: usize, dx: usize, batch: i32, d: i32, h: i32, w: i32, channels: i32, od: i32, oh: i32, ow: i32,
  fd: i32, fh: i32, fw: i32, dd: i32, dh: i32, dw: i32, sd: i32, sh: i32, sw: i32, front: i32, top: i32, left: i32, counted: bool,
): void {
  const pixel: usize = channels * 4;
  for (let n = 0; n < batch; n++) {
    for (let a = 0; a < od; a++) {
      const q = a * sd - front;
      const q0 = inside(q, dd), q1 = until(q, dd, fd, d);
      for (let i = 0; i < oh; i++) {
        const r = i * sh - top;
        const r0 = inside(r, dh), r1 = until(r, dh, fh, h);
        for (let j = 0; j < ow; j++) {
          const s = j * sw - left;
          const s0 = inside(s, dw), s1 = until(s, dw, fw, w);
          const seen = max(0, q1 - q0) * max(0, r1 - r0) * max(0, s1 - s0);
          const share = f32x4.splat(<f32>1 / <f32>(counted && kind == AVERAGE_GRAD ? fd * fh * fw : max(1, seen)));
          for (let c = 0; c < channels; ) {
            const lanes = channels - c >= 4 ? 4 : 1;
            const g = kind & 1 ? read(y, lanes) : f32x4.splat(0);
            let best = f32x4.splat(kind == AVERAGE ? 0 : -Infinity);
            let where = i32x4.splat((((n * d + q + q0 * dd) * h + r + r0 * dh) * w + s + s0 * dw) * channels * 4 + c * 4);
            for (let t = q0; t < q1; t++) {
              for (let u = r0; u < r1; u++) {
                let at = (((n * d + q + t * dd) * h + r + u * dh) * w + s + s0 * dw) * channels * 4 + c * 4;
                for (let v = s0; v < s1; v++) {
                  if (kind == AVERAGE_GRAD) write(dx + at, f32x4.add(read(dx + at, lanes), f32x4.mul(g, share)), lanes);
                  else {
                    const value = read(x + at, lanes);
                    if (kind == AVERAGE) best = f32x4.add(best, value);
                    else {
                      const greater = f32x4.gt(value, best);
                      best = v128.bitselect(value, best, greater);
                      where = v128.bitselect(i32x4.splat(at), where, greater);
                    }
                  }
                  at += dw * pixel;
                }
              }
            }
            if (kind == MAX) write(y, best, lanes);
            else if (kind == AVERAGE) write(y, f32x4.mul(best, share), lanes);
            else if (kind == MAX_GRAD && seen) {
              addLane(dx + i32x4.extract_lane(where, 0), f32x4.extract_lane(g, 0));
              if (lanes == 4) {
                addLane(dx + i32x4.extract_lane(where, 1) + 4, f32x4.extract_lane(g, 1));
                addLane(dx + i32x4.extract_lane(where, 2) + 8, f32x4.extract_lane(g, 2));
                addLane(dx + i32x4.extract_lane(where, 3) + 12, f32x4.extract_lane(g, 3));
              }
            }
            c += lanes;
            y += lanes * 4;
          }
        }
      }
    }
  }
}
