import type { Layer, Shape } from '@tenonjs/contracts';
import { oneOf } from '@tenonjs/internal';
import type { Node, SymbolicTensor } from './symbolic.js';

export interface InputOptions {
  /** The shape of one sample, without the batch axis; null for a size that may vary: `[null, 40]`. */
  readonly shape: Shape;
  /** `'int32'` for indices such as tokens; `'float32'` by default. */
  readonly dtype?: SymbolicTensor['dtype'];
  /** By which data may be given; `'input'`, `'input_1'` … by default. */
  readonly name?: string;
}

/**
 * An input of a graph: a tensor to come, which layers are applied to.
 *
 * @throws {RangeError} If a size is not a positive integer or null, or `dtype` is another.
 * @example
 * input({ shape: [28, 28, 1] }).shape; // [null, 28, 28, 1]
 * @see https://keras.io/api/layers/core_layers/input/
 */
export function input(options: InputOptions): SymbolicTensor {
  const { shape, dtype = 'float32', name } = options;
  if (!Array.isArray(shape) || !shape.every((size) => size === null || (Number.isInteger(size) && size > 0))) {
    throw new RangeError(
      `${name ?? 'input'}: shape must hold positive integers, or null where a size may vary, got ${Array.isArray(shape) ? `[${shape.map(String).join(', ')}]` : typeof shape}.`,
    );
  }
  oneOf(name ?? 'input', { dtype }, ['float32', 'int32', 'bool']);
  const layer: Layer = {
    type: 'input',
    ...(name !== undefined && { name }),
    weights: {},
    config: options as unknown as NonNullable<Layer['config']>,
    build() {},
    call: (x) => x,
    outputShape: (whole) => whole,
    dispose() {},
  };
  const outputs: SymbolicTensor[] = [];
  const node: Node = { layer, inputs: [], several: false, outputs };
  outputs.push({ shape: [null, ...shape], dtype, node, index: 0 });
  return outputs[0]!;
}
