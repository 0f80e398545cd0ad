import type { Layer, Shape, Tensors } from '@tenonjs/contracts';
import type { Tensor } from '@tensorflow/tfjs-core';
import { shapeList } from '../network/shapeList.js';
import { isSymbolic, type Node, type SymbolicTensor } from './symbolic.js';

/** What a layer is applied to, or gives: one tensor to come, or several. */
export type Symbolics<T extends Tensors> = T extends readonly Tensor[] ? SymbolicTensor[] : SymbolicTensor;

export interface ApplyOptions {
  /** Holds for this application whatever `fit` says: false keeps a normalization at inference while it is fine-tuned. */
  readonly training?: boolean;
}

/**
 * Applies a layer, or a model, to tensors to come: Keras's `layer(x)`. A layer that is applied again shares its weights.
 *
 * @param inputs - One, or an array for a layer of several inputs.
 * @returns Its output, or an array where it has several.
 * @throws {RangeError} If the layer does not take inputs of such shapes.
 * @example
 * const a = input({ shape: [2] });
 * const double = { type: 'double', weights: {}, build() {}, call: (x) => mul(x, 2), outputShape: (shape) => shape, dispose() {} };
 * apply(double, a).shape; // [null, 2]
 */
export function apply<I extends Tensors, O extends Tensors>(
  layer: Layer<I, O>,
  inputs: Symbolics<I>,
  options: ApplyOptions = {},
): Symbolics<O> {
  const who = layer?.name ?? layer?.type ?? 'apply';
  if (typeof layer?.call !== 'function') {
    throw new TypeError(`apply: layer must be a layer such as dense({ units: 1 }), got ${typeof layer}.`);
  }
  const several = Array.isArray(inputs);
  const given = (several ? inputs : [inputs]) as SymbolicTensor[];
  for (const x of given) {
    if (!isSymbolic(x)) {
      const got = typeof (x as unknown as Tensor)?.dtype === 'string' ? 'a tensor; use its call for values' : typeof x;
      throw new TypeError(`${who}: it is applied to what input() or apply() gave, got ${got}.`);
    }
  }
  const shapes = given.map(({ shape }) => shape);
  const said = layer.outputShape((several ? shapes : shapes[0]) as never) as Shape | readonly Shape[];
  const outputShapes = shapeList(said);
  // A layer of one input takes an array of shapes for a shape.
  if (
    !outputShapes.every(
      (shape) => Array.isArray(shape) && shape.every((size) => size === null || typeof size === 'number'),
    )
  ) {
    throw new RangeError(`${who}: it takes one input, got ${given.length}.`);
  }
  const outputs: SymbolicTensor[] = [];
  const node: Node = { layer, inputs: given, several, outputs, ...options };
  for (const shape of outputShapes) outputs.push({ shape, dtype: 'float32', node, index: outputs.length });
  return (Array.isArray(said[0]) ? outputs : outputs[0]) as Symbolics<O>;
}
