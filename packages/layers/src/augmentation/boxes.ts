import type { Draw } from './augmentationLayer.js';

/** A box in each image, of the shares given of its height and width, at a random place: 1 inside, 0 outside, row-major. */
export function boxes(
  height: number,
  width: number,
  tall: Float32Array,
  wide: Float32Array,
  draw: Draw,
): { readonly mask: Float32Array; readonly areas: Float32Array } {
  const batch = tall.length;
  const [down, right] = [draw(batch), draw(batch)];
  const mask = new Float32Array(batch * height * width);
  const areas = new Float32Array(batch);
  for (let image = 0; image < batch; image++) {
    const top = down[image]! * height * (1 - tall[image]!);
    const left = right[image]! * width * (1 - wide[image]!);
    const [bottom, end] = [top + tall[image]! * height, left + wide[image]! * width];
    for (let i = Math.ceil(top); i < Math.min(bottom, height); i++) {
      for (let j = Math.ceil(left); j < Math.min(end, width); j++) {
        mask[(image * height + i) * width + j] = 1;
        areas[image]!++;
      }
    }
  }
  return { mask, areas };
}
