import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Kernel, sizeOf } from '../kernel.js';
import type { Machine } from '../machine.js';
import { cast } from './cast.js';

interface Attrs {
  readonly alignCorners?: boolean;
  readonly halfPixelCenters?: boolean;
}

/** Where an output pixel lies between the pixels of an input axis: the lower, the upper, the upper one's share. */
type Place = (at: number, pixels: number) => [lower: number, upper: number, share: number];

const nearest =
  ({ alignCorners, halfPixelCenters }: Attrs): Place =>
  (at, pixels) => {
    const pixel = alignCorners ? Math.round(at) : Math.floor(halfPixelCenters ? at + 0.5 : at);
    const inside = Math.min(pixels - 1, Math.max(0, pixel));
    return [inside, inside, 0];
  };

const bilinear: Place = (at, pixels) => {
  const lower = Math.max(0, Math.floor(at));
  const upper = Math.min(pixels - 1, Math.ceil(at));
  return [lower, upper, at - lower];
};

/** The places of the rows, then of the columns, as assembly/resize.ts reads them. */
function table(m: Machine, axes: readonly [pixels: number, outputs: number][], attrs: Attrs, place: Place): TensorInfo {
  const { alignCorners, halfPixelCenters } = attrs;
  const places = axes.flatMap(([pixels, outputs]) => {
    const scale = alignCorners && outputs > 1 ? (pixels - 1) / (outputs - 1) : pixels / outputs;
    return Array.from({ length: outputs }, (_, i) =>
      place(halfPixelCenters ? scale * (i + 0.5) - 0.5 : scale * i, pixels),
    );
  });
  const made = m.make([places.length, 3]);
  const shares = m.values(made) as Float32Array;
  const pixels = new Int32Array(shares.buffer, shares.byteOffset, shares.length);
  places.forEach(([lower, upper, share], i) => {
    pixels[3 * i] = lower;
    pixels[3 * i + 1] = upper;
    shares[3 * i + 2] = share;
  });
  return made;
}

/** tfjs's own of the nearest is wrong where one pixel is resized with its corners aligned, and slow. */
const gradient =
  (places: (attrs: Attrs) => Place): Kernel =>
  (m, { images, dy }, attrs: Attrs) => {
    const [batch, height, width, channels] = images.shape;
    const [, outHeight, outWidth] = dy.shape;
    const dx = m.zeros(images.shape);
    const axes: [number, number][] = [
      [height, outHeight],
      [width, outWidth],
    ];
    const where = table(m, axes, attrs, places(attrs));
    m.parallel(
      'resizeGrad',
      { count: batch, cost: 8 * sizeOf(dy.shape.slice(1)) },
      m.along(dy, 4 * sizeOf(dy.shape.slice(1))),
      m.along(dx, 4 * sizeOf(images.shape.slice(1))),
      'count',
      height,
      width,
      channels,
      outHeight,
      outWidth,
      m.at(where),
    );
    m.backend.disposeData(where.dataId);
    return dx;
  };

export const resizeNearestNeighborGrad: Kernel = gradient(nearest);

export const resizeBilinearGrad: Kernel = gradient(() => bilinear);

/** By tfjs's module. */
const resized =
  (name: 'ResizeBilinear' | 'ResizeNearestNeighbor'): Kernel =>
  (m, { images }, { alignCorners, halfPixelCenters, size }) => {
    const [batch, height, width, channels] = images.shape;
    const y = m.make([batch, ...size, channels]);
    const floats = cast(m, { x: images }, { dtype: 'float32' }) as TensorInfo;
    if (sizeOf(images.shape) > 0)
      m.tfjs(name, floats, batch, height, width, channels, ...size, alignCorners, halfPixelCenters, y);
    m.backend.disposeData(floats.dataId);
    return y;
  };

export const resizeBilinear: Kernel = resized('ResizeBilinear');

export const resizeNearestNeighbor: Kernel = resized('ResizeNearestNeighbor');
