import type { TensorInfo } from '@tensorflow/tfjs-core';
import { broadcast, type Kernel, shared, sizeOf } from '../kernel.js';
import type { Machine } from '../machine.js';
import { assertAndGetBroadcastShape } from '../tfjs/core.js';

// A complex tensor is one of float32 with a last axis of two, real and imaginary part; only its dtype and shape say
// otherwise. tfjs reads it so, and most kernels can work on it as such.

const isComplex = (x: TensorInfo): boolean => x.dtype === 'complex64';

export const makeComplex = (m: Machine, shape: readonly number[]): TensorInfo => asComplex(m.make([...shape, 2]));

const asPairs = (x: TensorInfo): TensorInfo => shared(x, [...x.shape, 2], 'float32');

const asComplex = (x: TensorInfo): TensorInfo => shared(x, x.shape.slice(0, -1), 'complex64');

/** The numbers of a complex tensor, real and imaginary parts in turn, until memory is next asked for. */
export const pairs = (m: Machine, x: TensorInfo): Float32Array => m.values(asPairs(x)) as Float32Array;

export const complex: Kernel = (m, { real, imag }) => {
  const y = makeComplex(m, real.shape);
  const [re, im, to] = [m.values(real), m.values(imag), pairs(m, y)];
  for (let i = 0; i < re.length; i++) {
    to[2 * i] = re[i]!;
    to[2 * i + 1] = im[i]!;
  }
  return y;
};

const part =
  (offset: 0 | 1): Kernel =>
  (m, { input }) => {
    const y = m.make(input.shape);
    const [from, to] = [pairs(m, input), m.values(y)];
    for (let i = 0; i < to.length; i++) to[i] = from[2 * i + offset]!;
    return y;
  };

export const real: Kernel = part(0);

export const imag: Kernel = part(1);

export const complexAbs: Kernel = (m, { x }) => {
  const y = m.make(x.shape);
  const [from, to] = [pairs(m, x), m.values(y)];
  for (let i = 0; i < to.length; i++) to[i] = Math.hypot(from[2 * i]!, from[2 * i + 1]!);
  return y;
};

/** Gives a kernel complex tensors too, which it sees as pairs; `adapt` makes its attributes fit the axis more. */
export const onPairs =
  (kernel: Kernel, adapt: (attrs: any, x: TensorInfo) => object = (attrs) => attrs): Kernel =>
  (m, inputs, attrs) => {
    const first: TensorInfo = inputs.x ?? inputs.a ?? inputs[0];
    if (!isComplex(first)) return kernel(m, inputs, attrs);
    const seen = Array.isArray(inputs)
      ? inputs.map(asPairs)
      : Object.fromEntries(Object.entries<TensorInfo>(inputs).map(([name, x]) => [name, asPairs(x)]));
    return asComplex(kernel(m, seen, adapt(attrs, first)) as TensorInfo);
  };

export const zerosLike: Kernel = onPairs((m, { x }) => {
  const y = m.make(x.shape, x.dtype);
  m.values(y).fill(0);
  return y;
});

export const onesLike: Kernel = (m, { x }) => {
  if (!isComplex(x)) {
    const ones = m.make(x.shape, x.dtype);
    m.values(ones).fill(1);
    return ones;
  }
  const y = makeComplex(m, x.shape);
  const to = pairs(m, y);
  for (let i = 0; i < to.length; i++) to[i] = (i + 1) % 2;
  return y;
};

/** Complex products, and others by the kernel given. */
export const productOfPairs =
  (multiply: Kernel): Kernel =>
  (m, { a, b }, attrs) => {
    if (!isComplex(a)) return multiply(m, { a, b }, attrs);
    const shape = assertAndGetBroadcastShape(a.shape, b.shape);
    const y = makeComplex(m, shape);
    const [p, q, to] = [pairs(m, a), pairs(m, b), pairs(m, y)];
    const [ia, ib] = [broadcast(a.shape, shape), broadcast(b.shape, shape)];
    for (let i = 0; i < sizeOf(shape); i++) {
      const [j, k] = [2 * ia[i]!, 2 * ib[i]!];
      to[2 * i] = p[j]! * q[k]! - p[j + 1]! * q[k + 1]!;
      to[2 * i + 1] = p[j]! * q[k + 1]! + p[j + 1]! * q[k]!;
    }
    return y;
  };
