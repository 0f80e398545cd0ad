import type { DataArray } from '@tenonjs/contracts';
import type { CompileOptions, HeadOptions } from '../training/compile.js';

/** The inputs of a network, or its outputs: how they are given, in order or by name, and given back. */
export interface Port {
  readonly names: readonly string[];
  /** The values in order. `optional` ones may be missing. */
  unpack(who: string, what: string, value: unknown, optional?: boolean): unknown[];
  pack<T>(values: readonly T[]): unknown;
}

/** What a network of several inputs or outputs has and another needs not. */
export interface Ports {
  readonly inputs: Port;
  readonly outputs: Port;
  /** Refuses data of the wrong type, and brings it to the input's. */
  cast(who: string, x: readonly DataArray[]): DataArray[];
  /** What each output is judged by. */
  heads(options: CompileOptions<any>): HeadOptions[];
}
