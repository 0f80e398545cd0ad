// Convolution and its gradients in float64, from the definition.
import { backend_util } from '@tensorflow/tfjs-core';

export interface Case {
  readonly x: [number, number, number, number];
  readonly filter: [number, number, number, number];
  readonly strides?: number | [number, number];
  readonly pad?: 'valid' | 'same' | number | [number, number][];
  readonly dilations?: number | [number, number];
}

export const infoOf = (
  { x, filter, strides = 1, pad = 'valid', dilations = 1 }: Case,
  depthwise = false,
): backend_util.Conv2DInfo =>
  backend_util.computeConv2DInfo(x, filter, strides, dilations, pad as never, undefined, depthwise);

/** Calls `visit(x index, filter index, y index)` for each product of the sum. */
export function products(
  info: backend_util.Conv2DInfo,
  depthwise: boolean,
  visit: (x: number, f: number, y: number) => void,
): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, filterHeight, filterWidth } =
    info;
  const multiplier = outChannels / inChannels;
  for (let n = 0; n < batchSize; n++)
    for (let i = 0; i < outHeight; i++)
      for (let j = 0; j < outWidth; j++)
        for (let r = 0; r < filterHeight; r++)
          for (let s = 0; s < filterWidth; s++) {
            const row = i * info.strideHeight + r * info.dilationHeight - info.padInfo.top;
            const column = j * info.strideWidth + s * info.dilationWidth - info.padInfo.left;
            if (row < 0 || row >= inHeight || column < 0 || column >= inWidth) continue;
            const x = ((n * inHeight + row) * inWidth + column) * inChannels;
            const y = ((n * outHeight + i) * outWidth + j) * outChannels;
            const tap = r * filterWidth + s;
            for (let d = 0; d < inChannels; d++) {
              if (depthwise) {
                for (let m = 0; m < multiplier; m++)
                  visit(x + d, (tap * inChannels + d) * multiplier + m, y + d * multiplier + m);
              } else
                for (let o = 0; o < outChannels; o++) visit(x + d, (tap * inChannels + d) * outChannels + o, y + o);
            }
          }
}
