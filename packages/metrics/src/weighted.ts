import { cast, divNoNan, mul, reshape, type Scalar, sum, type Tensor } from '@tensorflow/tfjs-core';

/** A weighted mean on its way: `Σ w·v` and `Σ w`. */
export type Total = { readonly total: Tensor; readonly weight: Tensor | number };

/**
 * Weights ready to be multiplied with values of the given shape: `[batch]` becomes `[batch, 1, 1]` for `[batch, time, classes]`.
 *
 * @throws {RangeError} If the weights' shape is not the beginning of the values' shape.
 */
export function expandWeights(who: string, weights: Tensor, shape: readonly number[]): Tensor {
  const fits =
    weights.rank <= shape.length && weights.rank > 0 && weights.shape.every((size, axis) => size === shape[axis]);
  if (!fits) {
    const allowed = shape.map((_, axis) => `[${shape.slice(0, axis + 1).join(', ')}]`).join(' or ');
    throw new RangeError(`${who}: weights must have shape ${allowed}, got [${weights.shape.join(', ')}].`);
  }
  const expanded = shape.map((size, axis) => (axis < weights.rank ? size : 1));
  return reshape(cast(weights, 'float32'), expanded);
}

/** `Σ w·v` and `Σ w` over all elements of the values; each element has the weight of its sample or time step. */
export function weighted(who: string, values: Tensor, weights?: Tensor): Total {
  // Without weights, booleans are summed as integers, exact to 2³¹, and the count is known without the device.
  if (!weights) return { total: sum(values), weight: values.size };
  const w = expandWeights(who, weights, values.shape);
  return { total: sum(mul(w, cast(values, 'float32'))), weight: mul(sum(w), values.size / w.size) };
}

/** `total / weight`, 0 where the weight is 0, as in Keras. */
export const ratio = (total: Tensor, weight: Tensor | number): Tensor => divNoNan(cast(total, 'float32'), weight);

/** The mean that a total stands for. */
export const meanOf = ({ total, weight }: Total): Scalar => ratio(total, weight) as Scalar;
