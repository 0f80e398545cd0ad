import type { Layer } from '@tenonjs/contracts';
import type { Row } from '../network/network.js';
import type { Node, SymbolicTensor } from './symbolic.js';

/** A line for each layer, with what it is connected to unless all come one after the other. */
export function rows(layers: readonly Layer<any, any>[], nodes: readonly Node[]): Row[] {
  const isChain = nodes.every(({ inputs }, i) => i === 0 || (inputs.length === 1 && inputs[0]!.node === nodes[i - 1]));
  /** As Keras says it: the layer, which of its uses, which of its outputs. */
  const source = ({ node, index }: SymbolicTensor): string => {
    const uses = nodes.filter(({ layer }) => layer === node.layer);
    return `${node.layer.name}[${uses.indexOf(node)}][${index}]`;
  };
  return layers.map((layer) => {
    const uses = nodes.filter((node) => node.layer === layer);
    const sources = uses.flatMap(({ inputs }) => inputs.map(source));
    return {
      layer,
      shapes: uses[0]!.outputs.map(({ shape }) => shape),
      ...(!isChain && { connected: sources.join(', ') || '-' }),
    };
  });
}
