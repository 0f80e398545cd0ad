import type { Node, SymbolicTensor } from './symbolic.js';

const nameOf = ({ layer }: Node): string => layer.name ?? layer.type;

/**
 * The applications between inputs and outputs, each after those it takes from.
 *
 * @throws {Error} If an output needs an input that is not given, an input leads nowhere, or the graph has a cycle.
 */
export function sorted(who: string, inputs: readonly SymbolicTensor[], outputs: readonly SymbolicTensor[]): Node[] {
  const order = new Set<Node>(inputs.map(({ node }) => node));
  const path = new Set<Node>();
  const used = new Set<Node>();
  const visit = (node: Node, output: Node): void => {
    used.add(node);
    if (order.has(node)) return;
    if (path.has(node)) {
      const cycle = [...path].slice([...path].indexOf(node)).map(nameOf);
      throw new Error(`${who}: the graph has a cycle: ${[...cycle, nameOf(node)].reverse().join(' → ')}.`);
    }
    if (node.inputs.length === 0) {
      throw new Error(
        `${who}: the output of ${nameOf(output)} needs the input ${nameOf(node)}, which is not among the inputs ${inputs.map((x) => nameOf(x.node)).join(', ')}.`,
      );
    }
    path.add(node);
    for (const x of node.inputs) visit(x.node, output);
    path.delete(node);
    order.add(node);
  };
  for (const { node } of outputs) visit(node, node);
  for (const { node } of inputs) {
    if (!used.has(node)) throw new Error(`${who}: the input ${nameOf(node)} leads to no output; leave it out.`);
  }
  return [...order];
}
