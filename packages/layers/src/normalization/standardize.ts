import { kernel, primitive } from '@tenonjs/internal';
import { add, mean, mul, reshape, rsqrt, scalar, square, sub, sum, type Tensor } from '@tensorflow/tfjs-core';

interface Standardize {
  /** The axes over which mean and variance are taken. */
  readonly axes: number[];
  /** The axes that `gamma` and `beta` lie along. */
  readonly along: number[];
  readonly epsilon: number;
  /** Takes the mean for zero: x is divided by its root mean square alone. */
  readonly rms?: boolean;
  /** Sees mean and variance. */
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
 * The layout that the fused kernels know: a layer's mean over the last axes (`Layer`), or a batch's over all but the last
 * (`Batch`), γ and β along the last ones.
 */
function fusedFor(x: Tensor, { axes, along, rms }: Standardize): 'Layer' | 'Batch' | undefined {
  const rank = x.shape.length;
  const last = (some: number[]): boolean => some.every((axis, i) => axis === rank - some.length + i);
  if (!last(along) || x.size === 0) return undefined;
  if (axes.length === along.length && last(axes)) return 'Layer';
  return !rms && along.length === 1 && axes.length === rank - 1 ? 'Batch' : undefined;
}

/** The same by a fused kernel, where the backend has one and the axes lie as it knows them. */
function fused(x: Tensor, gamma: Tensor | undefined, beta: Tensor | undefined, options: Standardize) {
  const kind = fusedFor(x, options);
  if (!kind) return undefined;
  const { along, epsilon, rms = false, seen } = options;
  const n = along.reduce((size, axis) => size * x.shape[axis]!, 1);
  const flat = (t: Tensor | undefined): Tensor | undefined => t && (t.rank === 1 ? t : reshape(t, [n]));
  const rows = (t: Tensor): Tensor => (t.rank === 2 && t.shape[1] === n ? t : reshape(t, [-1, n]));
  const attrs = { epsilon, rms };
  const outputs = kernel(`${kind}Normalization`, { x: rows(x), gamma: flat(gamma), beta: flat(beta) }, attrs);
  if (!outputs) return undefined;
  const [y, mean, spread] = outputs as [Tensor, Tensor, Tensor];
  seen?.(mean, spread);
  return {
    value: reshape(y, x.shape),
    keep: [x, mean, spread, ...(gamma ? [gamma] : [])],
    gradient: (dy: Tensor, [x, mean, spread, gamma]: Tensor[]) => {
      const kept = kind === 'Layer' ? { mean, scale: spread } : { mean, variance: spread };
      const inputs = { dy: rows(dy), x: rows(x!), gamma: flat(gamma), ...kept };
      const [dx, dgamma, dbeta] = kernel(`${kind}NormalizationGrad`, inputs, attrs) as [Tensor, Tensor, Tensor];
      return {
        x: () => reshape(dx, x!.shape),
        gamma: () => reshape(dgamma, gamma!.shape),
        beta: () => reshape(dbeta, beta!.shape),
      };
    },
  };
}

/**
 * `γ · x̂ + β` with `x̂ = (x − mean) / √(variance + ε)`, mean and variance being those of x; one node.
 *
 * `∂x = (g − mean(g) − x̂ · mean(g · x̂)) / √(variance + ε)`, `g = γ · ∂y`.
 */
export function standardize(
  x: Tensor,
  gamma: Tensor | undefined,
  beta: Tensor | undefined,
  options: Standardize,
): Tensor {
  const { axes, along, epsilon, rms = false, seen } = options;
  return primitive(given(x, gamma, beta), () => {
    const forward = fused(x, gamma, beta, options);
    if (forward) return forward;
    const center = rms ? scalar(0) : mean(x, axes, true);
    const centered = rms ? x : sub(x, center);
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
          return mul(sub(rms ? g : sub(g, mean(g, axes, true)), parallel), scale!);
        },
        gamma: () => onto(mul(dy, normal!), along, gamma!.shape),
        beta: () => onto(dy, along, beta!.shape),
      }),
    };
  });
}

interface Known {
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/** The same with a mean and variance that are known, and have no gradient. */
export function standardizeBy(
  x: Tensor,
  gamma: Tensor | undefined,
  beta: Tensor | undefined,
  known: Known,
  { along, epsilon }: Pick<Standardize, 'along' | 'epsilon'>,
): Tensor {
  const shape = spanning(x, along);
  const scaleOf = (variance: Tensor): Tensor => rsqrt(add(reshape(variance, shape), epsilon));
  const normalOf = (x: Tensor, mean: Tensor, variance: Tensor): Tensor =>
    mul(sub(x, reshape(mean, shape)), scaleOf(variance));
  return primitive(given(x, gamma, beta), () => {
    const { mean, variance } = known;
    const composed = (): Tensor => {
      const weighted = weigh(normalOf(x, mean, variance), gamma, along);
      return beta ? add(weighted, reshape(beta, shape)) : weighted;
    };
    return {
      value: fusedBy(x, gamma, beta, known, { along, epsilon }) ?? composed(),
      keep: [x, mean, variance, ...(gamma ? [gamma] : [])],
      gradient: (dy, [x, mean, variance, gamma]) => ({
        x: () => mul(weigh(dy, gamma, along), scaleOf(variance!)),
        gamma: () => onto(mul(dy, normalOf(x!, mean!, variance!)), along, gamma!.shape),
        beta: () => onto(dy, along, beta!.shape),
      }),
    };
  });
}

/** The same by a fused kernel, for one axis, the last. */
function fusedBy(
  x: Tensor,
  gamma: Tensor | undefined,
  beta: Tensor | undefined,
  { mean, variance }: Known,
  { along, epsilon }: Pick<Standardize, 'along' | 'epsilon'>,
): Tensor | undefined {
  const n = x.shape.at(-1)!;
  if (along.length !== 1 || along[0] !== x.rank - 1 || x.size === 0) return undefined;
  const inputs = { x: reshape(x, [-1, n]), gamma, beta, mean, variance };
  const y = kernel('BatchNormalizationInference', inputs, { epsilon })?.[0];
  return y && reshape(y, x.shape);
}
