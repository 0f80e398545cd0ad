import type { Layer, Named } from '@tenonjs/contracts';

/** The parts a saved model is made of, by the names of their exports: `{ dense, relu }`. */
export type Parts = Readonly<Record<string, unknown>>;

interface Saved {
  readonly $part: string;
  readonly config?: unknown;
  readonly name?: string;
  readonly trainable?: boolean;
}

const isLayer = (value: unknown): value is Layer =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Layer).call === 'function' &&
  typeof (value as Layer).type === 'string';

/** A configuration as JSON: functions and layers become the names of the exports that made them. */
export function encode(value: unknown, where: string): unknown {
  if (typeof value === 'function') {
    const { type, config } = value as Named;
    if (type === undefined) {
      throw new Error(
        `save: ${where} is a function without a name to save it by; give it a type, or save the weights alone with saveWeights.`,
      );
    }
    return config === undefined ? { $part: type } : { $part: type, config: encode(config, where) };
  }
  if (isLayer(value)) {
    const { type, name, trainable, config = {} } = value;
    return {
      $part: type,
      ...(name !== undefined && { name }),
      ...(trainable === false && { trainable }),
      config: encode(config, name ?? type),
    };
  }
  if (Array.isArray(value)) return value.map((item, i) => encode(item, `${where}[${i}]`));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) =>
        item === undefined ? [] : [[key, encode(item, `${where}'s ${key}`)]],
      ),
    );
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  return value;
}

/** The names of all parts that a saved configuration needs. */
export function partNames(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = typeof (value as Saved).$part === 'string' ? [(value as Saved).$part] : [];
  return [...new Set([...own, ...Object.values(value).flatMap(partNames)])];
}

/** The values back from JSON: a part with a configuration is made by its factory, one without is the part itself. */
export function decode(value: unknown, parts: Parts): unknown {
  if (Array.isArray(value)) return value.map((item) => decode(item, parts));
  if (typeof value !== 'object' || value === null) return value;
  if ('$number' in value) return Number(value.$number);
  if ('$part' in value) {
    const { $part, config, name, trainable } = value as Saved;
    const part = parts[$part] as (config?: unknown) => Layer;
    if (config === undefined) return part;
    const options = decode(config, parts) as object;
    const made = part(name === undefined ? options : { ...options, name });
    return trainable === false ? Object.assign(made, { trainable }) : made;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item, parts)]));
}
