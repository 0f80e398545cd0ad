import { pad, reshape, slice, type Tensor } from '@tensorflow/tfjs-core';

/**
 * Puts stride − 1 zeros between neighbouring rows and columns, where a stride had stepped over.
 *
 * @param x - `[batch, height, width, channels]`
 * @returns `[batch, (height − 1) · strides[0] + 1, (width − 1) · strides[1] + 1, channels]`
 */
export function spread(x: Tensor, [down, across]: readonly [number, number]): Tensor {
  if (down === 1 && across === 1) return x;
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  // A pixel becomes the corner of a cell of zeros: width first, as part of the channels, then height, as part of the rows.
  const wide = pad(reshape(x, [batch * height, width, channels]), [
    [0, 0],
    [0, 0],
    [0, (across - 1) * channels],
  ]);
  const tall = pad(reshape(wide, [batch, height, width * across * channels]), [
    [0, 0],
    [0, 0],
    [0, (down - 1) * width * across * channels],
  ]);
  return slice(
    reshape(tall, [batch, height * down, width * across, channels]),
    [0, 0, 0, 0],
    [batch, (height - 1) * down + 1, (width - 1) * across + 1, channels],
  );
}
