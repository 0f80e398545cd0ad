/** Operations that know their gradient, for layers composed step by step. */
import { primitive } from '@tenonjs/internal';
import {
  add,
  clone,
  concat,
  gather,
  mul,
  range,
  split,
  stack,
  sub,
  type Tensor,
  unstack,
  where,
} from '@tensorflow/tfjs-core';
import { merged } from '../merging/merge.js';

export const plus = (a: Tensor, b: Tensor): Tensor =>
  merged([a, b], () => ({ value: add(a, b), gradient: (dy) => clone(dy) }));

export const times = (a: Tensor, b: Tensor): Tensor =>
  merged([a, b], () => ({ value: mul(a, b), keep: [a, b], gradient: (dy, kept, i) => mul(dy, kept[1 - i]!) }));

export const minus = (a: Tensor, b: Tensor): Tensor =>
  merged([a, b], () => ({ value: sub(a, b), gradient: (dy, _, i) => (i === 0 ? clone(dy) : mul(dy, -1)) }));

/** Equal parts of the last axis. */
export const parts = (x: Tensor, count: number): Tensor[] =>
  primitive<'x', Tensor[]>({ x }, () => ({
    value: split(x, count, -1),
    gradient: (dys) => ({ x: () => concat([dys].flat(), -1) }),
  }));

/** The time steps of `[batch, time, …]`. */
export const timeSteps = (x: Tensor): Tensor[] =>
  primitive<'x', Tensor[]>({ x }, () => ({
    value: unstack(x, 1),
    gradient: (dys) => ({ x: () => stack([dys].flat(), 1) }),
  }));

/** The sequence of time steps. */
export const overTime = (xs: readonly Tensor[]): Tensor =>
  primitive<string>(Object.fromEntries(xs.map((x, i) => [`x${i}`, x])), () => ({
    value: stack([...xs], 1),
    gradient: (dy) => {
      const dxs = unstack(dy, 1);
      return Object.fromEntries(dxs.map((dx, i) => [`x${i}`, () => dx]));
    },
  }));

/** The other way round in time. Rows are taken by index, as stock wasm turns an axis around number by number. */
export function backwards(x: Tensor): Tensor {
  const turned = (x: Tensor): Tensor => gather(x, range(x.shape[1]! - 1, -1, -1, 'int32'), 1);
  return primitive({ x }, () => ({ value: turned(x), gradient: (dy) => ({ x: () => turned(dy) }) }));
}

/** x where the mask of ones and zeros has ones, else 0; no gradient flows to the mask. */
export const kept = (x: Tensor, mask: Tensor): Tensor =>
  primitive({ x }, () => ({
    value: mul(x, mask),
    keep: [mask],
    gradient: (dy, [mask]) => ({ x: () => mul(dy, mask!) }),
  }));

/** `a` where the boolean mask holds, else `b`. */
export const chosen = (mask: Tensor, a: Tensor, b: Tensor): Tensor =>
  primitive({ a, b }, () => ({
    value: where(mask, a, b),
    keep: [mask],
    gradient: (dy, [mask]) => ({
      a: () => where(mask!, dy, 0),
      b: () => where(mask!, 0, dy),
    }),
  }));
