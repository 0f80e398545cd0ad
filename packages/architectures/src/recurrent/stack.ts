import { fraction, positiveInteger } from '@tenonjs/internal';
import { bidirectional, dropout, lstm, type RecurrentLayer } from '@tenonjs/layers';
import { apply, type SymbolicTensor } from '@tenonjs/models';

/** Recurrent layers on each other. */
export interface RecurrentStackOptions {
  /** Makes the recurrent layers: `lstm`, the default, `gru`, `simpleRNN`, or an arrow that sets more options. */
  readonly layer?: (options: { readonly units: number; readonly returnSequences: boolean }) => RecurrentLayer;
  /** How many units each layer has, from the first to the last; `[64]` by default. */
  readonly units?: readonly number[];
  /** Reads the sequence in both directions, which doubles the outputs; true by default. */
  readonly bidirectional?: boolean;
  /** The share of inputs of each layer but the first that is dropped; 0 by default. */
  readonly rate?: number;
}

/** Applies them; all but the last give sequences, and the last where `returnSequences` says so. */
export function stack(
  who: string,
  { layer: make = lstm, units = [64], bidirectional: both = true, rate = 0 }: RecurrentStackOptions,
  x: SymbolicTensor,
  returnSequences: boolean,
): SymbolicTensor {
  if (typeof make !== 'function')
    throw new TypeError(`${who}: layer must be a function such as lstm, got ${typeof make}.`);
  if (units.length === 0) throw new RangeError(`${who}: units must hold at least one number, got none.`);
  for (const one of units) positiveInteger(who, { 'each of units': one });
  fraction(who, { rate });
  return units.reduce((sequence, units, i, { length }) => {
    const layer = make({ units, returnSequences: returnSequences || i < length - 1 });
    const given = rate > 0 && i > 0 ? apply(dropout({ rate }), sequence) : sequence;
    return apply(both ? bidirectional({ layer }) : layer, given) as SymbolicTensor;
  }, x);
}
