import { tensor1d, tensor4d } from '@tensorflow/tfjs-core';

/** A few images, each with a bar where its label says. */
export function images() {
  const labels = Array.from({ length: 32 }, (_, i) => i % 10);
  const pixels = new Float32Array(32 * 28 * 28);
  for (const [i, label] of labels.entries()) pixels.fill(1, (i * 28 + 2 * label) * 28, (i * 28 + 2 * label + 1) * 28);
  return { x: tensor4d(pixels, [32, 28, 28, 1]), y: tensor1d(labels, 'int32') };
}
