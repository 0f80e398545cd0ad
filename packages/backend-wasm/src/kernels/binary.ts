import type { TensorInfo } from '@tensorflow/tfjs-core';
import { each, type Kernel, sizeOf } from '../kernel.js';
import type { Machine } from '../machine.js';
import { assertAndGetBroadcastShape } from '../tfjs/core.js';
import { onPairs, productOfPairs } from './complex.js';
import { binaryOf } from './plain.js';

/** As in assembly/broadcast.ts; the gradients' numbers, below, are seven more than in assembly/activation.ts. */
const KINDS = {
  Add: 0,
  Sub: 1,
  Multiply: 2,
  RealDiv: 3,
  Maximum: 4,
  Minimum: 5,
  SquaredDifference: 6,
} as const;

/** What a run of a and b is: the size of an axis, and the elements from one to the next in each. */
interface Axis {
  size: number;
  readonly a: number;
  readonly b: number;
}

/** The axes of the broadcast shape, outermost first; those that lie side by side in both are one. */
function axesOf(a: readonly number[], b: readonly number[], shape: readonly number[]): Axis[] {
  const axes: Axis[] = [];
  let [strideA, strideB] = [1, 1];
  for (let i = 1; i <= shape.length; i++) {
    const size = shape[shape.length - i]!;
    if (size === 1) continue;
    const [sizeA, sizeB] = [a[a.length - i] ?? 1, b[b.length - i] ?? 1];
    const next = { size, a: sizeA === 1 ? 0 : strideA, b: sizeB === 1 ? 0 : strideB };
    strideA *= sizeA;
    strideB *= sizeB;
    const inner = axes[0];
    if (inner && next.a === inner.a * inner.size && next.b === inner.b * inner.size) inner.size *= size;
    else axes.unshift(next);
  }
  return axes;
}

const sameShape = (a: readonly number[], b: readonly number[]): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

const arithmetic = (name: keyof typeof KINDS): Kernel => {
  const kind = KINDS[name];
  return (m, { a, b }): TensorInfo => {
    if (a.dtype !== 'float32' || b.dtype !== 'float32') return binaryOf(m, name, a, b);
    if (sameShape(a.shape, b.shape)) return alike(m, kind, a, b);
    const shape = assertAndGetBroadcastShape(a.shape, b.shape);
    const axes = axesOf(a.shape, b.shape, shape);
    if (axes.length > 3) return binaryOf(m, name, a, b);
    const y = m.make(shape);
    const inner = axes.pop() ?? { size: sizeOf(shape), a: 0, b: 0 };
    const { size: n } = inner;
    const outer = axes.shift();
    if (!outer) {
      const work = { count: n, cost: 4, grain: 16 };
      const [from, to] = [m.along(a, 4 * inner.a), m.along(b, 4 * inner.b)];
      m.parallel('binary', work, kind, 'count', from, inner.a, to, inner.b, m.along(y));
      return y;
    }
    const middle = axes[0] ?? { size: 1, a: 0, b: 0 };
    m.parallel(
      'binaries',
      { count: outer.size, cost: 4 * middle.size * (n + 4) },
      kind,
      'count',
      middle.size,
      n,
      m.along(a, 4 * outer.a),
      4 * outer.a,
      4 * middle.a,
      inner.a,
      m.along(b, 4 * outer.b),
      4 * outer.b,
      4 * middle.b,
      inner.b,
      m.along(y, 4 * middle.size * n),
    );
    return y;
  };
};

/** Of two tensors of one shape. */
function alike(m: Machine, kind: number, a: TensorInfo, b: TensorInfo, cost = 4): TensorInfo {
  const y = m.make(a.shape);
  m.parallel('binary', each(y, cost), kind, 'count', m.along(a), 1, m.along(b), 1, m.along(y));
  return y;
}

export const add: Kernel = onPairs(arithmetic('Add'));

export const sub: Kernel = onPairs(arithmetic('Sub'));

export const multiply: Kernel = productOfPairs(arithmetic('Multiply'));

export const realDiv: Kernel = arithmetic('RealDiv');

export const maximum: Kernel = arithmetic('Maximum');

export const minimum: Kernel = arithmetic('Minimum');

export const squaredDifference: Kernel = arithmetic('SquaredDifference');

/** The gradient of an activation: dy times its slope, told by x. */
const slope =
  (kind: number): Kernel =>
  (m, { dy, x }) =>
    alike(m, kind, dy, x, 40);

/** The same, told by the activation's output. */
const slopeOfOutput =
  (kind: number): Kernel =>
  (m, { dy, y }) =>
    alike(m, kind, dy, y);

export const geluGrad: Kernel = (m, { dy, x }, { approximate = false }) => alike(m, approximate ? 8 : 7, dy, x, 50);

export const siluGrad: Kernel = slope(9);

export const softplusGrad: Kernel = slope(10);

export const mishGrad: Kernel = slope(11);

export const eluGrad: Kernel = slopeOfOutput(12);

export const sigmoidGrad: Kernel = slopeOfOutput(13);

export const tanhGrad: Kernel = slopeOfOutput(14);

export const reluGrad: Kernel = slopeOfOutput(15);
