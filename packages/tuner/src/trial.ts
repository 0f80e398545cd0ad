import type { Params, Space } from './space.js';

/** One setting of the hyperparameters, and what came of it. */
export interface Trial {
  readonly number: number;
  readonly params: Params;
  /** The objective's value, the less the better; null where it is not known. */
  readonly value: number | null;
  /** What was reported on the way, by epoch. */
  readonly reports: readonly number[];
  /** `'stopped'` where it was weak, `'failed'` where it threw. */
  readonly state: 'running' | 'done' | 'stopped' | 'failed';
  readonly error?: string;
}

/** Chooses the hyperparameters of a trial, from those before it. */
export type Algorithm = (space: Space, trials: readonly Trial[], number: number) => Params | undefined;

/** Says whether a trial that has just reported is too weak to go on. */
export type Stopping = (trial: Trial, trials: readonly Trial[]) => boolean;

/** Of a trial what counts: its value or, where it was stopped, its last report. */
export const worth = ({ value, reports, state }: Trial): number | undefined => {
  const number = state === 'done' ? value : state === 'stopped' ? reports.at(-1) : undefined;
  return number === null || number === undefined || Number.isNaN(number) ? undefined : number;
};
