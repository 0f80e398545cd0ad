/** One hyperparameter's values, on the interval [0, 1): what algorithms search. */
export interface Dimension<T = unknown> {
  /** How many values there are, where they have no order. */
  readonly choices?: number;
  /** The value at a place in [0, 1). */
  at(place: number): T;
  /** The place of a value, its middle where it has an extent. */
  place(value: T): number;
  /** Some values, evenly: all of them where there are few. */
  grid(points: number): T[];
}

/** Hyperparameters that there are only where another one has a value. */
export interface Conditional {
  readonly on: string;
  readonly cases: Readonly<Record<string, Space>>;
}

/** Hyperparameters by name, in order. */
export type Space = Readonly<Record<string, Dimension<any> | Conditional>>;

export type Params = Readonly<Record<string, any>>;

/** Settles one hyperparameter after the other, those of conditions that hold among them. */
export function settle(space: Space, decide: (name: string, dimension: Dimension) => unknown): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  const visit = (part: Space): void => {
    for (const [name, entry] of Object.entries(part)) {
      if ('at' in entry) params[name] = decide(name, entry);
      else {
        if (!(entry.on in params))
          throw new RangeError(
            `conditional: ${name} must come after ${entry.on}, got ${Object.keys(params).join(', ') || 'nothing'} before it.`,
          );
        const holds = entry.cases[String(params[entry.on])];
        if (holds) visit(holds);
      }
    }
  };
  visit(space);
  return params;
}

/** `n` places in [0, 1), each in the middle of its share. */
export const middles = (n: number): number[] => Array.from({ length: n }, (_, i) => (i + 0.5) / n);

export function range(who: string, low: number, high: number): void {
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high))
    throw new RangeError(`${who}: low must be below high, got ${low} and ${high}.`);
}
