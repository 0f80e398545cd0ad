import type { Window } from '@tenonjs/contracts';

const COSINES = { hann: [0.5, 0.5], hamming: [0.54, 0.46], blackman: [0.42, 0.5, 0.08] } as const;

/** The window's numbers, checked; a periodic one is the start of one that is longer by 1. */
export function windowOf(who: string, window: Window, length: number, periodic: boolean): number[] {
  if (window === null) return Array<number>(length).fill(1);
  if (typeof window === 'string') {
    if (!(window in COSINES)) {
      throw new RangeError(`${who}: window must be "hann", "hamming", "blackman", numbers or null, got "${window}".`);
    }
    const span = periodic ? length : Math.max(length - 1, 1);
    return Array.from({ length }, (_, n) =>
      length === 1
        ? 1
        : COSINES[window].reduce((sum, a, k) => sum + (k % 2 ? -a : a) * Math.cos((2 * Math.PI * k * n) / span), 0),
    );
  }
  if (window.length !== length) {
    throw new RangeError(`${who}: window must hold ${length} numbers, one for each of a frame, got ${window.length}.`);
  }
  return [...window];
}
