import type { Layer, Shape } from '@tenonjs/contracts';

/** A tensor to come: what `input` and `apply` give, and layers are applied to. */
export interface SymbolicTensor {
  /** With the batch axis: `[null, 28, 28, 1]`. */
  readonly shape: Shape;
  readonly dtype: 'float32' | 'int32' | 'bool';
  /** The application it comes out of. */
  readonly node: Node;
  /** Which of its outputs it is. */
  readonly index: number;
}

/** One application of a layer. A shared layer has several. */
export interface Node {
  readonly layer: Layer<any, any>;
  /** None: it is an input. */
  readonly inputs: readonly SymbolicTensor[];
  /** Whether the layer takes its inputs as an array. */
  readonly several: boolean;
  readonly outputs: readonly SymbolicTensor[];
  /** Holds for this application, whatever `fit` says. */
  readonly training?: boolean;
}

export const isSymbolic = (value: unknown): value is SymbolicTensor =>
  typeof value === 'object' && value !== null && 'node' in value && 'index' in value;
