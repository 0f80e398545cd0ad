import type { Layer } from '@tenonjs/contracts';
import type { Structure } from '../network/structure.js';
import { apply } from './apply.js';
import { type InputOptions, input } from './input.js';
import { isSymbolic, type Node, type SymbolicTensor } from './symbolic.js';

/** A tensor: the application it comes out of, and which of its outputs it is. */
type Reference = readonly [node: number, output: number];
type Arranged = Reference | readonly Reference[] | Readonly<Record<string, Reference>>;

/** A graph as plain values and layers. */
export interface SavedGraph {
  readonly layers: readonly Layer<any, any>[];
  /** In order: inputs, and applications of the layer at place `layer`. */
  readonly nodes: readonly (
    | { readonly input: InputOptions }
    | { readonly layer: number; readonly inputs: Reference | readonly Reference[]; readonly training?: boolean }
  )[];
  readonly inputs: Arranged;
  readonly outputs: Arranged;
}

/** What is saved of a graph. */
export function savedGraph(
  layers: readonly Layer<any, any>[],
  nodes: readonly Node[],
  inputs: Structure,
  outputs: Structure,
): Readonly<Record<string, unknown>> {
  const at = ({ node, index }: SymbolicTensor): Reference => [nodes.indexOf(node), index];
  const arranged = (structure: Structure): Arranged =>
    isSymbolic(structure)
      ? at(structure)
      : Array.isArray(structure)
        ? structure.map(at)
        : Object.fromEntries(Object.entries(structure).map(([name, x]) => [name, at(x)]));
  const real = layers.filter((layer) => nodes.some((node) => node.layer === layer && node.inputs.length > 0));
  const saved: SavedGraph = {
    layers: real,
    nodes: nodes.map(({ layer, inputs, several, training }) =>
      inputs.length === 0
        ? {
            input: {
              ...(layer.config as unknown as InputOptions),
              ...(layer.name !== undefined && { name: layer.name }),
            },
          }
        : {
            layer: real.indexOf(layer),
            inputs: several ? inputs.map(at) : at(inputs[0]!),
            ...(training !== undefined && { training }),
          },
    ),
    inputs: arranged(inputs),
    outputs: arranged(outputs),
  };
  return saved as unknown as Readonly<Record<string, unknown>>;
}

/** The tensors of a saved graph again. */
export function restored(
  who: string,
  { layers, nodes, inputs, outputs }: SavedGraph,
): { inputs: Structure; outputs: Structure } {
  const made: SymbolicTensor[][] = [];
  const tensor = ([node, output]: Reference): SymbolicTensor => {
    const found = made[node]?.[output];
    if (!found) {
      const at = made.length;
      throw new Error(
        `${who}: the graph is damaged or has a cycle: ${at < nodes.length ? `application ${at}` : 'an output'} takes output ${output} of application ${node}, which does not come before it.`,
      );
    }
    return found;
  };
  const arranged = (structure: Arranged): Structure => {
    if (!Array.isArray(structure))
      return Object.fromEntries(Object.entries(structure).map(([name, reference]) => [name, tensor(reference)]));
    return typeof structure[0] === 'number' ? tensor(structure as unknown as Reference) : structure.map(tensor);
  };
  for (const node of nodes) {
    if ('input' in node) made.push([input(node.input)]);
    else {
      const { layer, inputs, training } = node;
      const given = typeof inputs[0] === 'number' ? tensor(inputs as Reference) : (inputs as Reference[]).map(tensor);
      made.push([apply(layers[layer]!, given, training === undefined ? {} : { training })].flat());
    }
  }
  return { inputs: arranged(inputs), outputs: arranged(outputs) };
}
