import type { Port } from '../network/ports.js';
import type { Structure } from '../network/structure.js';
import { isSymbolic, type SymbolicTensor } from './symbolic.js';

/** The tensors of a structure, in order. */
export const listed = (structure: Structure): SymbolicTensor[] =>
  isSymbolic(structure) ? [structure] : Array.isArray(structure) ? [...structure] : Object.values(structure);

/** The names of a structure's tensors: its keys, or those of their layers. */
export function namesOf(structure: Structure): string[] {
  if (!isSymbolic(structure) && !Array.isArray(structure)) return Object.keys(structure);
  const taken = new Set<string>();
  return listed(structure).map(({ node: { layer } }) => {
    let name = layer.name!;
    for (let n = 1; taken.has(name); n++) name = `${layer.name}_${n}`;
    taken.add(name);
    return name;
  });
}

/** How values for a structure are given and given back. */
export function port(kind: 'input' | 'output', structure: 'one' | 'array' | 'object', names: readonly string[]): Port {
  const all = names.join(', ');
  return {
    names,
    unpack(who, what, value, optional = false) {
      if (structure === 'one') return [value];
      if (Array.isArray(value) && structure === 'array') {
        if (value.length !== names.length) {
          throw new RangeError(
            `${who}: ${what} must be ${names.length} in an array, one for each ${kind} (${all}), got ${value.length}.`,
          );
        }
        return value.map((item) => item ?? undefined);
      }
      const isRecord =
        typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
      if (!isRecord || 'dataId' in value || ('data' in value && !names.includes('data'))) {
        throw new TypeError(
          `${who}: ${what} must be given for each ${kind}${structure === 'array' ? ', in an array or' : ''} by name: { ${all} }.`,
        );
      }
      const unknown = Object.keys(value).find((name) => !names.includes(name));
      if (unknown !== undefined)
        throw new RangeError(`${who}: ${what} is given for "${unknown}", but the ${kind}s are ${all}.`);
      return names.map((name) => {
        const item = (value as Record<string, unknown>)[name];
        if (item === undefined && !optional) throw new RangeError(`${who}: ${what} lacks the ${kind} "${name}".`);
        return item ?? undefined;
      });
    },
    pack: (values) =>
      structure === 'one'
        ? values[0]
        : structure === 'array'
          ? values
          : Object.fromEntries(names.map((name, i) => [name, values[i]])),
  };
}

/** Which kind of structure it is. */
export const kindOf = (structure: Structure): 'one' | 'array' | 'object' =>
  isSymbolic(structure) ? 'one' : Array.isArray(structure) ? 'array' : 'object';
