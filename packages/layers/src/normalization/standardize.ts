import { primitive } from '@tenonjs/internal';
import { add, mean, mul, reshape, rsqrt, square, sub, sum, type Tensor } from '@tensorflow/tfjs-core';

interface Standardize {
  /** The axes over which mean and variance are taken. */
  readonly axes: number[];
  /** The axes that `gamma` and `beta` lie along. */
  readonly along: number[];
  readonly epsilon: number;
  /** Sees mean and variance, with axes kept. */
  readonly seen?: (mean: Tensor, variance: Tensor) => void;
}

/** An axis counted from the end, counted from the start. */
export const fromStart = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

/** A shape with the sizes of x along the axes given, 1 elsewhere. */
const spanning = (x: Tensor, along: number[]): number[] =>
  x.shape.map((size, axis) => (along.includes(axis) ? size : 1));

/** The sum over all axes but those given, in the shape of a weight. */
const onto = (dy: Tensor, along: number[], shape: number[]): Tensor =>
  reshape(
    sum(
      dy,
      dy.shape.map((_, axis) => axis).filter((axis) => !along.includes(axis)),
    ),
    shape,
  );

const weigh = (x: Tensor, gamma: Tensor | undefined, along: number[]): Tensor =>
  gamma ? mul(x, reshape(gamma, spanning(x, along))) : x;

const given = (x: Tensor, gamma?: Tensor, beta?: Tensor): Record<'x' | 'gamma' | 'beta', Tensor> =>
  ({ x, ...(gamma && { gamma }), ...(beta && { beta }) }) as Record<'x' | 'gamma' | 'beta', Tensor>;

/**
 * `γ · x̂ + β` with `x̂ = (x − mean) / √(variance + ε)`, mean and variance being those of x; one node.
 *
 * With n numbers to a mean: `∂x = (g − mean(g) − x̂ · mean(g · x̂)) / √(variance + ε)`, `g = γ · ∂y`.
 */
export function standardize(
  x: Tensor,
  gamma: Tensor | undefined,
  beta: Tensor | undefined,
  options: Standardize,
): Tensor {
  const { axes, along, epsilon, seen } = options;
  return primitive(given(x, gamma, beta), () => {
    const center = mean(x, axes, true);
    const centered = sub(x, center);
    const variance = mean(square(centered), axes, true);
    seen?.(center, variance);
    const scale = rsqrt(add(variance, epsilon));
    const normal = mul(centered, scale);
    const weighted = weigh(normal, gamma, along);
    return {
      value: beta ? add(weighted, reshape(beta, spanning(x, along))) : weighted,
      keep: [normal, scale, ...(gamma ? [gamma] : [])],
      gradient: (dy, [normal, scale, gamma]) => ({
        x: () => {
          const g = weigh(dy, gamma, along);
          const parallel = mul(normal!, mean(mul(g, normal!), axes, true));
          return mul(sub(sub(g, mean(g, axes, true)), parallel), scale!);
        },
        gamma: () => onto(mul(dy, normal!), along, gamma!.shape),
        beta: () => onto(dy, along, beta!.shape),
      }),
    };
  });
}

/** The same with a mean and variance that are known, and have no gradient. */
export function standardizeBy(
  x: Tensor,
  gamma: Tensor | undefined,
  beta: Tensor | undefined,
  known: { readonly mean: Tensor; readonly variance: Tensor },
  { along, epsilon }: Pick<Standardize, 'along' | 'epsilon'>,
): Tensor {
  return primitive(given(x, gamma, beta), () => {
    const shape = spanning(x, along);
    const scale = rsqrt(add(reshape(known.variance, shape), epsilon));
    const normal = mul(sub(x, reshape(known.mean, shape)), scale);
    const weighted = weigh(normal, gamma, along);
    return {
      value: beta ? add(weighted, reshape(beta, shape)) : weighted,
      keep: [normal, scale, ...(gamma ? [gamma] : [])],
      gradient: (dy, [normal, scale, gamma]) => ({
        x: () => mul(weigh(dy, gamma, along), scale!),
        gamma: () => onto(mul(dy, normal!), along, gamma!.shape),
        beta: () => onto(dy, along, beta!.shape),
      }),
    };
  });
}
