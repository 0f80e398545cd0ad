import type { BuildContext, CallContext, DataArray, Shape, Tensors } from '@tenonjs/contracts';
import { seedFrom } from '@tenonjs/internal';
import { engine, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { applied } from '../network/applied.js';
import { nameLayers } from '../network/nameLayers.js';
import type { Flow, Network } from '../network/network.js';
import { ofLayers } from '../network/ofLayers.js';
import { shapeList } from '../network/shapeList.js';
import type { Structure } from '../network/structure.js';
import { accepted, fits, toDtype } from './accepted.js';
import { heads } from './heads.js';
import { kindOf, listed, namesOf, port } from './port.js';
import { rows } from './rows.js';
import { savedGraph } from './savedGraph.js';
import { sorted } from './sorted.js';
import { isSymbolic, type SymbolicTensor } from './symbolic.js';

interface Value {
  readonly x: Tensor;
  readonly mask: Tensor | null;
}

/** The layers between inputs and outputs, as a layer. */
export function graphNetwork(
  name: string,
  inputs: Structure,
  outputs: Structure,
): Network<any, any> & { nodes: ReturnType<typeof sorted> } {
  const [starts, ends] = [tensors(name, 'inputs', inputs), tensors(name, 'outputs', outputs)];
  for (const { node } of starts) {
    if (node.inputs.length > 0) {
      throw new RangeError(
        `${name}: inputs must be made by input(), got the output of ${node.layer.name ?? node.layer.type}.`,
      );
    }
  }
  const twice = starts.find((x, i) => starts.indexOf(x) !== i);
  if (twice)
    throw new RangeError(
      `${name}: each input may be given once, but ${twice.node.layer.name ?? 'one'} is given twice.`,
    );
  const nodes = sorted(name, starts, ends);
  const layers = [...new Set(nodes.map(({ layer }) => layer))];
  nameLayers(name, layers);
  const ports = {
    inputs: port('input', kindOf(inputs), namesOf(inputs)),
    outputs: port('output', kindOf(outputs), namesOf(outputs)),
    cast: (who: string, x: readonly DataArray[]) =>
      x.map((array, i) => toDtype(who, ports.inputs.names[i]!, array, starts[i]!.dtype)),
    heads: (options: Parameters<typeof heads>[1]) => heads(ports.outputs, options),
  };
  const known = starts.map(({ shape }) => shape);
  const built: { shapes?: readonly Shape[] } = {};
  /** Where each tensor stands among the values of its application. */
  const pass = <V>(start: readonly V[], run: (values: V[], i: number) => readonly V[]): Map<SymbolicTensor, V> => {
    const values = new Map<SymbolicTensor, V>();
    for (const [i, x] of starts.entries()) values.set(x, start[i]!);
    nodes.forEach((node, i) => {
      if (node.inputs.length === 0) return;
      const results = run(
        node.inputs.map((x) => values.get(x)!),
        i,
      );
      for (const [at, x] of node.outputs.entries()) values.set(x, results[at]!);
    });
    return values;
  };
  const one = kindOf(outputs) === 'one';
  const uses = new Map<SymbolicTensor, number>();
  for (const x of [...nodes.flatMap(({ inputs }) => inputs), ...ends]) uses.set(x, (uses.get(x) ?? 0) + 1);

  const network: Network<any, any> = Object.assign(ofLayers('graph', name, layers, built), {
    ports,
    knownShapes: known,
    ...(kindOf(inputs) === 'one' && { inputShape: known[0]!.slice(1) }),
    build(_: unknown, { seed }: BuildContext = {}) {
      if (built.shapes) return;
      tidy(() => {
        for (const { layer, inputs, several } of nodes) {
          const shapes = inputs.map(({ shape }) => shape);
          const context = seed === undefined ? {} : { seed: seedFrom(seed, layers.indexOf(layer)) };
          if (shapes.length > 0) layer.build(several ? shapes : shapes[0]!, context);
        }
      });
      built.shapes = known;
    },
    forward(given: readonly Tensor[], context: CallContext = {}): Flow {
      if (given.length !== starts.length)
        throw new RangeError(
          `${network.name}: it takes ${starts.length} inputs (${ports.inputs.names.join(', ')}), got ${given.length}.`,
        );
      const masks = context.masks ?? [context.mask ?? null, ...starts.slice(1).map(() => null)];
      if (masks.length !== starts.length)
        throw new RangeError(
          `${network.name}: masks must be ${starts.length}, one or null for each input, got ${masks.length}.`,
        );
      const values = given.map((x, i) => ({
        x: accepted(network.name, ports.inputs.names[i]!, starts[i]!, x),
        mask: masks[i]!,
      }));
      network.build(known);
      const free = !engine().isTapeOn();
      const left = new Map<Tensor, number>();
      const flow = pass<Value>(values, (inputs, i) => {
        const { layer, several, training, outputs: made } = nodes[i]!;
        const { outputs, masks } = applied(
          layer,
          { outputs: inputs.map(({ x }) => x), masks: inputs.map(({ mask }) => mask) },
          several,
          training === undefined ? context : { ...context, training },
          i,
        );
        outputs.forEach((x, at) => {
          left.set(x, (left.get(x) ?? 0) + (uses.get(made[at]!) ?? 0));
        });
        for (const { x } of inputs) {
          if (!left.has(x)) continue;
          left.set(x, left.get(x)! - 1);
          if (free && left.get(x) === 0) x.dispose();
        }
        return outputs.map((x, i) => ({ x, mask: masks[i] ?? null }));
      });
      const results = ends.map((x) => flow.get(x)!);
      return { outputs: results.map(({ x }) => x), masks: results.map(({ mask }) => mask) };
    },
    call(inputs: Tensors, context?: CallContext): Tensors {
      return tidy(() => {
        const { outputs } = network.forward([inputs].flat(), context);
        return one ? outputs[0]! : outputs;
      });
    },
    outputShape(given: Shape | readonly Shape[]) {
      const shapes = shapeList(given);
      for (const [i, shape] of shapes.entries()) fits(network.name, ports.inputs.names[i]!, starts[i]!, shape);
      const values = pass<Shape>(shapes, (inputs, i) => {
        const { layer, several } = nodes[i]!;
        return shapeList(layer.outputShape(several ? inputs : inputs[0]!));
      });
      const results = ends.map((x) => values.get(x)!);
      return one ? results[0]! : results;
    },
    rows: () => rows(layers, nodes),
    nodes,
    config: savedGraph(layers, nodes, inputs, outputs),
  });

  return network as typeof network & { nodes: typeof nodes };
}

function tensors(who: string, what: string, structure: Structure): SymbolicTensor[] {
  const all = typeof structure === 'object' && structure !== null ? listed(structure) : [];
  if (all.length === 0 || !all.every(isSymbolic)) {
    throw new TypeError(
      `${who}: ${what} must be what input() or apply() gave, or several of them in an array or by name.`,
    );
  }
  return all;
}
