/** Ink from 0 (paper) to 1, row by row. */
export interface Picture {
  readonly data: ArrayLike<number>;
  readonly width: number;
  readonly height: number;
}

const field = 28;
const box = 20;
/** Points a pixel is looked at in, along each axis. */
const points = 4;

/**
 * A drawing as MNIST has its digits: the ink's bounding box scaled to fit 20 by 20, and its centre of mass in the middle
 * of 28 by 28.
 *
 * @returns Ink `[28, 28]` from 0 to 1; null where nothing is drawn.
 * @see LeCun, Cortes & Burges 1998, "The MNIST database", http://yann.lecun.com/exdb/mnist/
 */
export function centre({ data, width, height }: Picture): Float32Array<ArrayBuffer> | null {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! < 0.05) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (right < 0) return null;

  const [w, h] = [right - left + 1, bottom - top + 1];
  const scale = Math.max(w, h) / box;
  const small = { width: Math.max(1, Math.round(w / scale)), height: Math.max(1, Math.round(h / scale)) };
  const ink = new Float32Array(small.width * small.height);
  let [mass, massX, massY] = [0, 0, 0];
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      let sum = 0;
      for (let j = 0; j < points; j++) {
        for (let i = 0; i < points; i++) {
          const fromX = left + Math.floor(((x + (i + 0.5) / points) * w) / small.width);
          const fromY = top + Math.floor(((y + (j + 0.5) / points) * h) / small.height);
          sum += data[fromY * width + fromX]!;
        }
      }
      const value = sum / points ** 2;
      ink[y * small.width + x] = value;
      mass += value;
      massX += value * (x + 0.5);
      massY += value * (y + 0.5);
    }
  }

  // Whole pixels, as MNIST was made; what is heavy on one side stays within the field.
  const within = (at: number, size: number): number => Math.min(Math.max(Math.round(at), 0), field - size);
  const offsetX = within(field / 2 - massX / mass, small.width);
  const offsetY = within(field / 2 - massY / mass, small.height);
  const centred = new Float32Array(field * field);
  for (let y = 0; y < small.height; y++) {
    const row = ink.subarray(y * small.width, (y + 1) * small.width);
    centred.set(row, (offsetY + y) * field + offsetX);
  }
  return centred;
}
