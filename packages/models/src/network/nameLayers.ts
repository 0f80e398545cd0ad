import type { Layer } from '@tenonjs/contracts';
import { inner } from './leaves.js';

/**
 * Names the nameless as Keras does: `dense`, `dense_1` … A network that is called after its type has no name of its own.
 *
 * @throws {Error} If two have the same name.
 */
export function nameLayers(who: string, layers: readonly Layer<any, any>[]): void {
  const taken = new Set<string>();
  const nameless = layers.filter((layer) => {
    const { name } = layer;
    if (name === undefined || (inner(layer) && name === layer.type)) return true;
    if (taken.has(name)) throw new Error(`${who}: layer names must be unique, got "${name}" twice.`);
    taken.add(name);
    return false;
  });
  for (const layer of nameless) {
    let name = layer.type;
    for (let n = 1; taken.has(name); n++) name = `${layer.type}_${n}`;
    layer.name = name;
    taken.add(name);
  }
}
