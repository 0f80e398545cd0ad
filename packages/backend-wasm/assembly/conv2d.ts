// Convolutions of NHWC images, as products whose A is read through a table of offsets: the patch of an output pixel is
// the image at that pixel plus `table[k]`, so no patch is ever copied. Images that need padding are padded one at a time.
import { madd } from './simd';
import { TABLE, TALL, edge, tileRows } from './micro';
import { SCRATCH, gemm, packSliver } from './gemm';

/** table[k] = byte offset of patch element k = (row, column, channel) in an image `width` pixels wide. */
function fillTable(table: usize, fh: i32, fw: i32, dh: i32, dw: i32, width: i32, channels: i32): void {
  for (let r = 0; r < fh; r++) {
    for (let s = 0; s < fw; s++) {
      const pixel = (r * dh * width + s * dw) * channels * 4;
      for (let d = 0; d < channels; d++) {
        store<u32>(table, pixel + d * 4);
        table += 4;
      }
    }
  }
}

/** Copies one image into the middle of a larger one of zeros; negative padding crops. */
export function padImage(x: usize, h: i32, w: i32, channels: i32, top: i32, left: i32, ph: i32, pw: i32, to: usize): void {
  memory.fill(to, 0, ph * pw * channels * 4);
  const first = max(0, -left), count = min(w, pw - left) - first;
  if (count <= 0) return;
  for (let r = 0; r < h; r++) {
    const row = r + top;
    if (row < 0 || row >= ph) continue;
    memory.copy(to + ((row * pw + left + first) * channels) * 4, x + (r * w + first) * channels * 4, count * channels * 4);
  }
}

// @ts-ignore: decorator
@inline
export function isPadded(h: i32, w: i32, ph: i32, pw: i32, top: i32, left: i32): bool {
  return top != 0 || left != 0 || ph != h || pw != w;
}

/** Scratch, in bytes: `padded` elements of a padded image, a table of k offsets, k × columns of filter, tiles. */
export function convScratch(padded: i32, k: i32, columns: i32): i32 {
  return (padded + k + k * ((columns + 7) & ~7) + 64 + 64) * 4;
}

/**
 * y[n, i, j, :] = act(Σ x[n, i·sh + r·dh − top, j·sw + s·dw − left, d] · filter[r, s, d, :] + bias).
 *
 * @param ph, pw - size of the padded image: large enough for every patch
 * @param flipped - the filter is [fh, fw, outputs, inputs], to be turned by 180°: then this is the gradient of the input
 */
export function conv2d(
  x: usize, batch: i32, h: i32, w: i32, channels: i32, top: i32, left: i32, ph: i32, pw: i32,
  filter: usize, fh: i32, fw: i32, dh: i32, dw: i32, sh: i32, sw: i32,
  y: usize, oh: i32, ow: i32, outputs: i32, bias: usize, flags: i32, flipped: bool, scratch: usize,
): void {
  const k = fh * fw * channels;
  const padded = isPadded(h, w, ph, pw, top, left);
  const table = scratch;
  const packed = table + k * 4;
  const spare = packed + k * ((outputs + 7) & ~7) * 4;
  const biasTail = spare + 192;
  const image = biasTail + 64;
  fillTable(table, fh, fw, dh, dw, pw, channels);
  for (let o = 0; o < outputs; o += 8) {
    const columns = min(8, outputs - o);
    const to = packed + o * k * 4;
    if (!flipped) packSliver(k, columns, filter + o * 4, outputs * 4, 4, to);
    else {
      const taps = fh * fw;
      for (let t = 0; t < taps; t++) {
        packSliver(
          channels, columns, filter + ((taps - 1 - t) * outputs + o) * channels * 4, 4, channels * 4, to + t * channels * 32,
        );
      }
    }
  }
  const tail = outputs & 7;
  if (bias && tail) memory.copy(biasTail, bias + (outputs - tail) * 4, tail * 4);
  const aRow = sw * channels * 4;
  for (let n = 0; n < batch; n++) {
    let from = x + n * h * w * channels * 4;
    if (padded) {
      padImage(from, h, w, channels, top, left, ph, pw, image);
      from = image;
    }
    for (let i = 0; i < oh; i++) {
      const row = from + i * sh * pw * channels * 4;
      const to = y + (n * oh + i) * ow * outputs * 4;
      for (let o = 0; o < outputs; o += 8) {
        const columns = outputs - o;
        const b: usize = bias ? (columns < 8 ? biasTail : bias + o * 4) : 0;
        for (let j = 0; j < ow; ) {
          const rows = tileRows(ow - j);
          edge(
            rows, columns, TABLE, k, row + j * aRow, aRow, table, packed + o * k * 4, 32,
            to + (j * outputs + o) * 4, outputs * 4, flags, b, spare,
          );
          j += rows;
        }
      }
    }
  }
}

/** A tile of a filter's gradient: rows of the filter by 8 outputs, summed over `height` rows of `width` pixels. */
// @ts-ignore: decorator
@inline
function gradTile(
  rows: i32, table: usize, x: usize, xStep: usize, xSkip: usize, dy: usize, dyStep: usize, dySkip: usize,
  height: i32, width: i32, c: usize, cRow: usize,
): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0), c41 = f32x4.splat(0), c50 = f32x4.splat(0), c51 = f32x4.splat(0);
  let p0 = x + load<u32>(table), p1 = p0, p2 = p0, p3 = p0, p4 = p0, p5 = p0;
  if (rows > 1) p1 = x + load<u32>(table, 4);
  if (rows > 2) p2 = x + load<u32>(table, 8);
  if (rows > 3) p3 = x + load<u32>(table, 12);
  if (rows > 4) p4 = x + load<u32>(table, 16);
  if (rows > 5) p5 = x + load<u32>(table, 20);
  let s: v128;
  for (; height > 0; --height) {
    for (let j = width; j > 0; --j) {
      const b0 = v128.load(dy);
      const b1 = v128.load(dy, 16);
      s = v128.load32_splat(p0);
      c00 = madd(s, b0, c00);
      c01 = madd(s, b1, c01);
      p0 += xStep;
      if (rows > 1) {
        s = v128.load32_splat(p1);
        c10 = madd(s, b0, c10);
        c11 = madd(s, b1, c11);
        p1 += xStep;
      }
      if (rows > 2) {
        s = v128.load32_splat(p2);
        c20 = madd(s, b0, c20);
        c21 = madd(s, b1, c21);
        p2 += xStep;
      }
      if (rows > 3) {
        s = v128.load32_splat(p3);
        c30 = madd(s, b0, c30);
        c31 = madd(s, b1, c31);
        p3 += xStep;
      }
      if (rows > 4) {
        s = v128.load32_splat(p4);
        c40 = madd(s, b0, c40);
        c41 = madd(s, b1, c41);
        p4 += xStep;
      }
      if (rows > 5) {
        s = v128.load32_splat(p5);
        c50 = madd(s, b0, c50);
        c51 = madd(s, b1, c51);
        p5 += xStep;
      }
      dy += dyStep;
    }
    p0 += xSkip;
    p1 += xSkip;
    p2 += xSkip;
    p3 += xSkip;
    p4 += xSkip;
    p5 += xSkip;
    dy += dySkip;
  }
  accumulate(c, c00, c01);
  if (rows > 1) accumulate(c + cRow, c10, c11);
  if (rows > 2) accumulate(c + 2 * cRow, c20, c21);
  if (rows > 3) accumulate(c + 3 * cRow, c30, c31);
  if (rows > 4) accumulate(c + 4 * cRow, c40, c41);
  if (rows > 5) accumulate(c + 5 * cRow, c50, c51);
}

// @ts-ignore: decorator
@inline
function accumulate(c: usize, x: v128, y: v128): void {
  v128.store(c, f32x4.add(v128.load(c), x));
  v128.store(c, f32x4.add(v128.load(c, 16), y), 16);
}

function grad1(table: usize, x: usize, xStep: usize, xSkip: usize, dy: usize, dyStep: usize, dySkip: usize, height: i32, width: i32, c: usize, cRow: usize): void { gradTile(1, table, x, xStep, xSkip, dy, dyStep, dySkip, height, width, c, cRow); }
function grad2(table: usize, x: usize, xStep: usize, xSkip: usize, dy: usize, dyStep: usize, dySkip: usize, height: i32, width: i32, c: usize, cRow: usize): void { gradTile(2, table, x, xStep, xSkip, dy, dyStep, dySkip, height, width, c, cRow); }
function grad3(table: usize, x: usize, xStep: usize, xSkip: usize, dy: usize, dyStep: usize, dySkip: usize, height: i32, width: i32, c: usize, cRow: usize): void { gradTile(3, table, x, xStep, xSkip, dy, dyStep, dySkip, height, width, c, cRow); }
function grad4(table: usize, x: usize, xStep: usize, xSkip: usize, dy: usize, dyStep: usize, dySkip: usize, height: i32, width: i32, c: usize, cRow: usize): void { gradTile(4, table, x, xStep, xSkip, dy, dyStep, dySkip, height, width, c, cRow); }
function grad5(table: usize, x: usize, xStep: usize, xSkip: usize, dy: usize, dyStep: usize, dySkip: usize, height: i32, width: i32, c: usize, cRow: usize): void { gradTile(5, table, x, xStep, xSkip, dy, dyStep, dySkip, height, width, c, cRow); }
function grad6(table: usize, x: usize, xStep: usize, xSkip: usize, dy: usize, dyStep: usize, dySkip: usize, height: i32, width: i32, c: usize, cRow: usize): void { gradTile(6, table, x, xStep, xSkip, dy, dyStep, dySkip, height, width, c, cRow); }

function grad(rows: i32, table: usize, x: usize, xStep: usize, xSkip: usize, dy: usize, dyStep: usize, dySkip: usize, height: i32, width: i32, c: usize, cRow: usize): void {
  switch (rows) {
    case 6: if (TALL >= 6) return grad6(table, x, xStep, xSkip, dy, dyStep, dySkip, height, width, c, cRow);
    case 5: if (TALL >= 5) return grad5(table, x, xStep, xSkip, dy, dyStep, dySkip, height, width, c, cRow);
    case 4: return grad4(table, x, xStep, xSkip, dy, dyStep, dySkip, height, width, c, cRow);
    case 3: return grad3(table, x, xStep, xSkip, dy, dyStep, dySkip, height, width, c, cRow);
    case 2: return grad2(table, x, xStep, xSkip, dy, dyStep, dySkip, height, width, c, cRow);
    case 1: return grad1(table, x, xStep, xSkip, dy, dyStep, dySkip, height, width, c, cRow);
  }
}

/** Scratch of `conv2dFilterGrad`: a padded image, the table, the last columns of an image's dy, the gradient padded to 8 columns. */
export function filterGradScratch(padded: i32, k: i32, columns: i32, pixels: i32): i32 {
  return (padded + k + pixels * 8 + k * ((columns + 7) & ~7)) * 4;
}

/**
 * dFilter[r, s, d, o] = Σ over n, i, j of x[n, i·sh + r·dh − top, j·sw + s·dw − left, d] · dy[n, i, j, o].
 *
 * @param first, count - which rows of the filter's slivers: row p = (r, s, d) of sliver o / 8 is number o / 8 · k + p
 * @param add - to what dFilter holds
 */
export function conv2dFilterGrad(
  first: i32, count: i32,
  x: usize, batch: i32, h: i32, w: i32, channels: i32, top: i32, left: i32, ph: i32, pw: i32,
  dy: usize, oh: i32, ow: i32, outputs: i32, fh: i32, fw: i32, dh: i32, dw: i32, sh: i32, sw: i32,
  dFilter: usize, add: bool, scratch: usize,
): void {
  if (count == 0) return;
  const k = fh * fw * channels;
  const wide = (outputs + 7) & ~7;
  const padded = isPadded(h, w, ph, pw, top, left);
  const table = scratch;
  const sums = table + k * 4;
  const lastColumns = sums + k * wide * 4;
  const image = lastColumns + oh * ow * 32;
  fillTable(table, fh, fw, dh, dw, pw, channels);
  memory.fill(sums, 0, k * wide * 4);
  // As many rows of dy at once as stay in the L1 cache while all tiles of the filter use them.
  const rowsAtOnce = max(1, 4096 / max(1, ow * max(outputs, channels * sw * sh)));
  const xStep = sw * channels * 4;
  const xSkip = (sh * pw - ow * sw) * channels * 4;
  for (let n = 0; n < batch; n++) {
    let from = x + n * h * w * channels * 4;
    if (padded) {
      padImage(from, h, w, channels, top, left, ph, pw, image);
      from = image;
    }
    const dyImage = dy + n * oh * ow * outputs * 4;
    if (wide != outputs) packSliver(oh * ow, outputs & 7, dyImage + (outputs & ~7) * 4, outputs * 4, 4, lastColumns);
    for (let i = 0; i < oh; i += rowsAtOnce) {
      const height = min(rowsAtOnce, oh - i);
      const row = from + i * sh * pw * channels * 4;
      for (let o = first / k * 8; o * k < (first + count) * 8; o += 8) {
        const end = min(k, first + count - o / 8 * k);
        const narrow = outputs - o < 8;
        const dyTile = narrow ? lastColumns + i * ow * 32 : dyImage + (i * ow * outputs + o) * 4;
        for (let p = max(0, first - o / 8 * k); p < end; ) {
          const rows = tileRows(end - p);
          grad(
            rows, table + p * 4, row, xStep, xSkip, dyTile, narrow ? 32 : outputs * 4, 0, height, ow,
            sums + (p * wide + o) * 4, wide * 4,
          );
          p += rows;
        }
      }
    }
  }
  for (let row = first; row < first + count; row++) {
    const o = row / k * 8;
    const p = row % k;
    const to = dFilter + (p * outputs + o) * 4, from = sums + (p * wide + o) * 4;
    if (add) addRow(to, from, min(8, outputs - o));
    else memory.copy(to, from, min(8, outputs - o) * 4);
  }
}

/** Rows of output pixels to take at once: enough of them that the filter is not packed too often, few enough for the cache. */
// @ts-ignore: decorator
@inline
function rowsOf(ow: i32): i32 {
  return max(1, 96 / max(1, ow));
}

/** Scratch of `conv2dInputGrad` for rows of `ow` output pixels: the product's, then the patches of some rows. */
export function inputGradScratch(ow: i32, k: i32): i32 {
  return SCRATCH + rowsOf(ow) * ow * k * 4;
}

/**
 * The gradient of the input for any stride, dilation and padding: dy · filterᵀ gives each output pixel's patch, which is
 * added where it was read. dx must hold zeros.
 */
export function conv2dInputGrad(
  dy: usize, batch: i32, oh: i32, ow: i32, outputs: i32, filter: usize, fh: i32, fw: i32, dh: i32, dw: i32, sh: i32, sw: i32,
  dx: usize, h: i32, w: i32, channels: i32, top: i32, left: i32, scratch: usize,
): void {
  const k = fh * fw * channels;
  const patches = scratch + SCRATCH;
  for (let n = 0; n < batch; n++) {
    const image = dx + n * h * w * channels * 4;
    for (let i = 0; i < oh; i += rowsOf(ow)) {
      const pixels = min(rowsOf(ow), oh - i) * ow;
      gemm(
        pixels, k, outputs, dy + (n * oh + i) * ow * outputs * 4, outputs, 1, filter, 1, outputs, patches, k, 0, 0, scratch,
      );
      for (let p = 0; p < pixels; p++) {
        const row0 = (i + p / ow) * sh - top, column0 = p % ow * sw - left;
        for (let r = 0; r < fh; r++) {
          const row = row0 + r * dh;
          if (row < 0 || row >= h) continue;
          for (let s = 0; s < fw; s++) {
            const column = column0 + s * dw;
            if (column < 0 || column >= w) continue;
            addRow(image + (row * w + column) * channels * 4, patches + (p * k + (r * fw + s) * channels) * 4, channels);
          }
        }
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function addRow(to: usize, from: usize, n: i32): void {
  let i = 0;
  for (; i + 4 <= n; i += 4) v128.store(to + i * 4, f32x4.add(v128.load(to + i * 4), v128.load(from + i * 4)));
  for (; i < n; i++) store<f32>(to + i * 4, load<f32>(to + i * 4) + load<f32>(from + i * 4));
}
