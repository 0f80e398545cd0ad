import type { Tensor } from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../graph/symbolic.js';

/** A model's inputs, or its outputs: one, several in order, or several by name. */
export type Structure = SymbolicTensor | readonly SymbolicTensor[] | Readonly<Record<string, SymbolicTensor>>;

/** A value for each, arranged alike. */
export type Each<S extends Structure, V> = S extends SymbolicTensor ? V : { readonly [K in keyof S]: V };

/** The same, where values in order may be given by name too. */
export type Given<S extends Structure, V> =
  | Each<S, V>
  | (S extends readonly SymbolicTensor[] ? Readonly<Record<string, V>> : never);

/** The same, where some may be left out. */
export type Some<S extends Structure, V> = S extends SymbolicTensor
  ? V
  : S extends readonly SymbolicTensor[]
    ? { readonly [K in keyof S]: V | null } | Readonly<Record<string, V>>
    : { readonly [K in keyof S]?: V };

/** What a model takes, or gives, as a layer. */
export type AsTensors<S extends Structure> = S extends SymbolicTensor ? Tensor : Tensor[];
