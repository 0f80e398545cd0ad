/** Two ways to do the same work, and which is faster here and now. */
export interface Faster {
  /** Whether to do work of this kind the second way this time. */
  second(kind: number): boolean;
  /** How long that took, for each unit of the work. */
  took(kind: number, second: boolean, time: number): void;
}

interface Kind {
  /** What either way takes. */
  readonly times: [number, number];
  calls: number;
  /** When the slower way is tried again, and after how many calls after that. */
  next: number;
  gap: number;
}

/** Each way is tried so often before one is preferred. */
const TRIALS = 4;
/** The slower way is tried again after so many calls at first. */
const FIRST_GAP = 16;
/**
 * How far a time that is longer, or shorter, than what a way was thought to take moves that, and how many times that it counts for
 * at most. Who waits for a thread that has no processor waits long, if seldom: a mean must see that.
 */
const [LONGER, SHORTER, OUTLIER] = [0.1, 0.25, 32];

/**
 * Learns from times. What is free of a processor, and what its caches share, cannot be known before, and changes: so the slower
 * way is tried again now and then, ever more seldom while it stays the slower one, until that costs a hundredth.
 */
export function faster(): Faster {
  const kinds = new Map<number, Kind>();
  const of = (kind: number): Kind => {
    let known = kinds.get(kind);
    if (!known) {
      known = { times: [0, 0], calls: 0, next: 2 * TRIALS + FIRST_GAP, gap: FIRST_GAP };
      kinds.set(kind, known);
    }
    return known;
  };
  return {
    second(kind) {
      const known = of(kind);
      const call = known.calls++;
      if (call < 2 * TRIALS) return call % 2 === 1;
      const [first, second] = known.times;
      if (call < known.next) return second < first;
      known.gap = Math.min(2 * known.gap, FIRST_GAP + 100 * (Math.max(first, second) / Math.min(first, second) - 1));
      known.next = call + known.gap;
      return second >= first;
    },
    took(kind, second, time) {
      const known = of(kind);
      const { times } = known;
      const before = times[1] < times[0];
      const way = second ? 1 : 0;
      const old = times[way];
      const weight = time > old ? LONGER : SHORTER;
      times[way] = old === 0 ? time : old + weight * (Math.min(time, OUTLIER * old) - old);
      // What has just become the slower one may be so by chance.
      if (known.calls > 2 * TRIALS && times[1] < times[0] !== before) {
        known.gap = Math.max(FIRST_GAP, known.gap / 2);
        known.next = known.calls + known.gap;
      }
    },
  };
}
