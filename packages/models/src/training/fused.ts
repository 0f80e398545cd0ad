import type { Peers } from '@tenonjs/contracts';

/** Arrays of values in one, kept from step to step, summed over all ranks in buckets. */
export interface Fused {
  /** Where the values of one array are: to be written before, and read after. */
  readonly parts: readonly Float32Array[];
  /** The values of this part are there: full buckets go out at once, in their order, which is the same on all ranks. */
  ready(i: number): void;
  /** All are there: sends the rest, and waits. */
  sum(): Promise<void>;
}

/**
 * @param sizes - How many values each array has, in the order in which they become ready.
 * @param exact - The first of those that must not be rounded.
 */
export function fused(sizes: readonly number[], exact: number, { bucket, lossy, sum }: Peers): Fused {
  const values = new Float32Array(sizes.reduce((total, size) => total + size, 0));
  let end = 0;
  const parts = sizes.map((size) => {
    end += size;
    return values.subarray(end - size, end);
  });
  /** From here on nothing is rounded. */
  const border = lossy ? sizes.slice(0, exact).reduce((total, size) => total + size, 0) : end;
  const there = sizes.map(() => false);
  let [first, from, to] = [0, 0, 0];
  let sent: Promise<void>[] = [];

  function send(): void {
    while (from < to) {
      const next = Math.min(from + bucket, to, from < border ? border : end);
      const sending = sum(values.subarray(from, next), from >= border);
      from = next;
      // Whoever waits for all learns of it.
      sending.catch(() => {});
      sent.push(sending);
    }
  }
  return {
    parts,
    ready(i) {
      there[i] = true;
      for (; there[first]; first++) to += sizes[first]!;
      // A part larger than a bucket goes out as several.
      if (to - from >= bucket) send();
    },
    async sum() {
      to = end;
      send();
      await Promise.all(sent);
      there.fill(false);
      [first, from, to, sent] = [0, 0, 0, []];
    },
  };
}
