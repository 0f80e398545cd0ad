import { type Model, model } from '../model.js';
import type { Structure } from '../network/structure.js';
import { graphNetwork } from './graphNetwork.js';
import { restored, type SavedGraph } from './savedGraph.js';
import type { Node } from './symbolic.js';

export interface GraphOptions<In extends Structure, Out extends Structure> {
  /** What `input` gave: one, several in an array, or several by name. Data are given in the same way. */
  readonly inputs: In;
  /** What `apply` gave: one, several in an array, or several by name, which their losses and metrics go by. */
  readonly outputs: Out;
  /** The model's name; `'graph'`. */
  readonly name?: string;
  /** Seeds everything random: weights, shuffles, dropout. The same seed gives the same losses; a random one where absent. */
  readonly seed?: number;
}

/** A model of layers applied to each other; `nodes` are the applications, in order. */
export type GraphModel<In extends Structure, Out extends Structure> = Model<In, Out> & {
  readonly nodes: readonly Node[];
};

/**
 * A model of any layers between inputs and outputs: Keras's functional `Model(inputs, outputs)`. Branches, residuals, shared
 * layers and models within are all a matter of what is applied to what.
 *
 * @returns The model; it owns the layers, and disposes them.
 * @throws {Error} If an output depends on an input that is not given, an input leads to no output, or two layers have the
 *   same name.
 * @example
 * const double = () => ({ type: 'double', weights: {}, build() {}, call: (x) => mul(x, 2), outputShape: (shape) => shape, dispose() {} });
 * const x = input({ shape: [2], name: 'x' });
 * const model = graph({ inputs: x, outputs: { twice: apply(double(), x), fourfold: apply(double(), apply(double(), x)) } });
 * (await model.predict([[1, 2]])).fourfold; // [[4, 8]]
 * @see https://keras.io/guides/functional_api/
 */
export function graph<const In extends Structure, const Out extends Structure>(
  options: GraphOptions<In, Out>,
): GraphModel<In, Out> {
  const { name = 'graph', seed } = options;
  // From a file come applications instead of tensors.
  const { inputs, outputs } = 'nodes' in options ? restored(name, options as unknown as SavedGraph) : options;
  return model(graphNetwork(name, inputs, outputs), seed) as Model<any, any> as GraphModel<In, Out>;
}
