import type { Layer, Shape } from '@tenonjs/contracts';
import { primitive, rank } from '@tenonjs/internal';
import { pad, slice, type Tensor } from '@tensorflow/tfjs-core';
import type { Axes, Pair, Triple } from '../convolution/geometry.js';
import { type LayerOptions, layer } from '../layer.js';
import { showShape } from '../shapes.js';
import { reshaped } from './reshaped.js';

type Ends = readonly [number, number];

/** Time steps at both ends: one number, or `[start, end]`. */
export type Edges1d = number | Ends;

/** Rows and columns at the four edges: one number, `[height, width]`, or `[[top, bottom], [left, right]]`. */
export type Edges2d = Pair | readonly [Ends, Ends];

/** Layers at the six faces: one number, `[depth, height, width]`, or `[[front, back], [top, bottom], [left, right]]`. */
export type Edges3d = Triple | readonly [Ends, Ends, Ends];

type Edges = Edges1d | Edges2d | Edges3d;

const MEANT = {
  3: 'n or [start, end]',
  4: 'n, [height, width] or [[top, bottom], [left, right]]',
  5: 'n, [depth, height, width] or [[front, back], [top, bottom], [left, right]]',
};

/** Both ends of each axis, batch and channels too, checked: `zeroPadding2d: padding must be …, got [1,2,3].` */
function edges(who: string, name: string, value: Edges, axes: Axes): [number, number][] {
  const inner = axes.length - 2;
  const given: readonly unknown[] =
    typeof value === 'number' ? Array(inner).fill(value) : inner === 1 ? [value] : value;
  const both = given.map((ends) => (typeof ends === 'number' ? [ends, ends] : ends)) as number[][];
  const valid =
    both.length === inner &&
    both.every((ends) => ends?.length === 2 && ends.every((n) => Number.isInteger(n) && n >= 0));
  if (!valid) {
    throw new RangeError(
      `${who}: ${name} must be ${MEANT[axes.length]} of integers from 0, got ${JSON.stringify(value)}.`,
    );
  }
  return [[0, 0], ...(both as [number, number][]), [0, 0]];
}

/** A layer that takes so much off the edges of its input. */
export function croppingLayer(type: string, options: LayerOptions, axes: Axes, cropping: Edges): Layer {
  const ends = edges(type, 'cropping', cropping, axes);
  const outputShape = (shape: Shape): Shape =>
    shape.map((size, axis) => size && size - ends[axis]![0] - ends[axis]![1]);
  return layer(type, options, {
    check: (who, shape) => {
      rank(who, 'input', shape, axes);
      if (outputShape(shape).some((size, axis) => size !== null && size <= 0 && ends[axis]![0] + ends[axis]![1] > 0)) {
        throw new RangeError(
          `${who}: cropping ${JSON.stringify(ends.slice(1, -1))} leaves nothing of input of shape ${showShape(shape)}.`,
        );
      }
    },
    call: (x: Tensor) => inImages(x, ends, cut),
    outputShape,
  });
}

/** A layer that puts so many zeros around its input. */
export function paddingLayer(type: string, options: LayerOptions, axes: Axes, padding: Edges): Layer {
  const ends = edges(type, 'padding', padding, axes);
  return layer(type, options, {
    check: (who, shape) => rank(who, 'input', shape, axes),
    call: (x: Tensor) => inImages(x, ends, enclose),
    outputShape: (shape) => shape.map((size, axis) => size && size + ends[axis]![0] + ends[axis]![1]),
  });
}

type Edge = (x: Tensor, ends: [number, number][]) => Tensor;

const starts = (ends: [number, number][]): number[] => ends.map(([before]) => before);

const cut: Edge = (x, ends) =>
  primitive({ x }, () => ({
    value: slice(
      x,
      starts(ends),
      x.shape.map((size, axis) => size - ends[axis]![0] - ends[axis]![1]),
    ),
    gradient: (dy) => ({ x: () => pad(dy, ends) }),
  }));

const enclose: Edge = (x, ends) =>
  primitive({ x }, () => ({ value: pad(x, ends), gradient: (dy) => ({ x: () => slice(dy, starts(ends), x.shape) }) }));

/** Volumes as images first, then as rows of what lies at each depth: not every backend pads rank 5. */
function inImages(x: Tensor, ends: [number, number][], edge: Edge): Tensor {
  if (x.shape.length < 5) return edge(x, ends);
  const [batch, depth, ...image] = x.shape as [number, number, number, number, number];
  const images = edge(reshaped(x, [batch * depth, ...image]), [ends[0]!, ...ends.slice(2)]);
  const sizes = images.shape.slice(1);
  const rows = reshaped(images, [batch, depth, sizes.reduce((a, b) => a * b, 1)]);
  const y = edge(rows, [ends[0]!, ends[1]!, [0, 0]]);
  return reshaped(y, [batch, y.shape[1]!, ...sizes]);
}
