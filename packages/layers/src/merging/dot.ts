import type { Layer, Shape } from '@tenonjs/contracts';
import { integer, primitive } from '@tenonjs/internal';
import {
  matMul,
  maximum,
  mul,
  reshape,
  rsqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor3D,
  transpose,
} from '@tensorflow/tfjs-core';
import { assemble, type LayerOptions } from '../layer.js';
import { fromStart } from '../normalization/standardize.js';
import { showShape } from '../shapes.js';
import { commonMask, severalInputs } from './merge.js';

export interface DotOptions extends LayerOptions {
  /** The axis that is summed over, of both inputs or of each. */
  readonly axes: number | readonly [number, number];
  /** Brings both to length 1 along it first, so that the output is the cosine of their angle; false by default. */
  readonly normalize?: boolean;
}

/**
 * The products of two tensors, sample by sample, summed over one axis of each.
 *
 *     y[b, i…, j…] = Σₖ x₁[b, i…, k] · x₂[b, k, j…]
 *
 * Takes `[batch, …, k, …]` twice, gives the batch, then what is left of the first and of the second; `[batch, 1]` where nothing
 * is left.
 *
 * @throws {RangeError} If `axes` are not integers.
 * @example
 * dot({ axes: 1 }).call([tensor2d([[1, 2]]), tensor2d([[3, 5]])]); // [[13]]
 * @see https://keras.io/api/layers/merging_layers/dot/
 */
export function dot(options: DotOptions): Layer<Tensor[], Tensor> {
  const { axes, normalize = false } = options;
  const given = typeof axes === 'number' ? [axes, axes] : axes;
  for (const one of given) integer('dot', { axes: one });
  const axisOf = (shapes: readonly Shape[], i: number): number => fromStart(given[i]!, shapes[i]!.length);
  const left = (shapes: readonly Shape[], i: number): Shape =>
    shapes[i]!.filter((_, axis) => axis > 0 && axis !== axisOf(shapes, i));
  const outputShape = (shapes: readonly Shape[]): Shape => {
    const rest = [...left(shapes, 0), ...left(shapes, 1)];
    return [shapes[0]![0] ?? shapes[1]![0]!, ...(rest.length > 0 ? rest : [1])];
  };
  return assemble<Tensor[], Tensor>('dot', options, {
    check: (who, shapes) => {
      severalInputs(who, shapes, 2);
      const fits = [0, 1].every((i) => axisOf(shapes, i) > 0 && axisOf(shapes, i) < shapes[i]!.length);
      if (!fits) {
        throw new RangeError(
          `${who}: axes must be one of each input but the batch, got ${showShape(given)} for shapes ${shapes.map(showShape).join(' and ')}.`,
        );
      }
      const [a, b] = [0, 1].map((i) => shapes[i]![axisOf(shapes, i)]);
      const [m, n] = [shapes[0]![0], shapes[1]![0]];
      if ((a !== null && b !== null && a !== b) || (m !== null && n !== null && m !== n)) {
        throw new RangeError(
          `${who}: inputs must have the same batch and the same size along axes ${showShape(given)}, got shapes ${shapes.map(showShape).join(' and ')}.`,
        );
      }
    },
    call: (xs) => {
      const shapes = xs.map(({ shape }) => shape);
      const rows = xs.map((x, i) => {
        const turned = asRows(x, axisOf(shapes, i));
        return normalize ? unit(turned) : turned;
      });
      return products(rows[0]!, rows[1]!, outputShape(shapes) as number[]);
    },
    outputShape,
    outputMask: (_, mask, masks) => commonMask(mask, masks),
  });
}

/** `[batch, rest, size]`, with the size of an axis last. */
function asRows(x: Tensor, axis: number): Tensor {
  const order = [...x.shape.keys()].filter((one) => one !== axis).concat(axis);
  const back = order.map((_, one) => order.indexOf(one));
  const turned = order.map((one) => x.shape[one]!);
  return primitive({ x }, () => ({
    value: reshape(transpose(x, order), [x.shape[0]!, -1, x.shape[axis]!]),
    gradient: (dy) => ({ x: () => transpose(reshape(dy, turned), back) }),
  }));
}

/** Rows of length 1. */
const unit = (x: Tensor): Tensor =>
  primitive({ x }, () => {
    const scale = rsqrt(maximum(sum(square(x), 2, true), 1e-12));
    const y = mul(x, scale);
    return {
      value: y,
      keep: [y, scale],
      gradient: (dy, [y, scale]) => ({ x: () => mul(sub(dy, mul(y!, sum(mul(dy, y!), 2, true))), scale!) }),
    };
  });

/** The product of each row of a with each of b. */
const products = (a: Tensor, b: Tensor, shape: number[]): Tensor =>
  primitive({ a, b }, () => ({
    value: reshape(matMul(a, b, false, true), shape),
    keep: [a, b],
    gradient: (dy, [a, b]) => {
      const rows = reshape(dy, [a!.shape[0]!, a!.shape[1]!, b!.shape[1]!]) as Tensor3D;
      return { a: () => matMul(rows, b!), b: () => matMul(rows, a!, true, false) };
    },
  }));
