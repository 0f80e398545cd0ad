import { engine, mul, type NamedAttrMap, pad, slice, type Tensor, tensor } from '@tensorflow/tfjs-core';

export interface Pool {
  readonly filterSize: number | number[];
  readonly strides: number | number[];
  readonly pad: 'valid' | 'same' | number | [number, number][];
  readonly dimRoundingMode?: string;
}

/**
 * The gradient of an average pool in any number of dimensions. tfjs's kernels divide by the whole window even where part
 * of it is padding, which forwards they leave out: so they get a padded input, where every window is whole, and dy in
 * proportion.
 */
export function averageGradient(name: string, dy: Tensor, x: Tensor, attributes: Pool): Tensor {
  const run = (dy: Tensor, input: Tensor, attributes: Pool): Tensor =>
    engine().runKernel(name, { dy, input }, { ...attributes } as unknown as NamedAttrMap);
  const sizes = x.shape.slice(1, -1);
  const each = (value: number | number[]): number[] => (Array.isArray(value) ? value : sizes.map(() => value));
  const [windows, strides] = [each(attributes.filterSize), each(attributes.strides)];
  const paddings = sizes.map((size, axis) => around(attributes.pad, axis, size, windows[axis]!, strides[axis]!));
  if (paddings.flat().every((zeros) => zeros === 0)) return run(dy, x, attributes);
  // The window's size over how much of it lies on the input: an outer product over the axes.
  const shares = sizes.map((size, axis) =>
    Array.from({ length: dy.shape[axis + 1]! }, (_, i) => {
      const start = i * strides[axis]! - paddings[axis]![0];
      return windows[axis]! / (Math.min(start + windows[axis]!, size) - Math.max(start, 0));
    }),
  );
  const share = tensor(
    shares.reduce((product, along) => product.flatMap((a) => along.map((b) => a * b)), [1]),
    [1, ...dy.shape.slice(1, -1), 1],
  );
  const input = pad(x, [[0, 0], ...paddings, [0, 0]]);
  const whole = run(mul(dy, share), input, { ...attributes, pad: 'valid' });
  return slice(whole, [0, ...paddings.map(([before]) => before), 0], x.shape);
}

/** The zeros before and after an axis. */
function around(padding: Pool['pad'], axis: number, size: number, window: number, stride: number): [number, number] {
  if (Array.isArray(padding)) return padding[axis + 1]!;
  if (typeof padding === 'number') return [padding, padding];
  const total = padding === 'same' ? Math.max((Math.ceil(size / stride) - 1) * stride + window - size, 0) : 0;
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}
