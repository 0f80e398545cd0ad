/** What several processes, or threads, that run the same program do together. All ranks call the same things in the same order. */
export interface Communicator {
  /** This process's number, from 0. */
  readonly rank: number;
  /** How many there are. */
  readonly size: number;
  /** Puts the sum, or the mean, over all ranks in place of each one's values: the same on every rank, to the bit. */
  allReduce(values: Float32Array, operation?: 'sum' | 'mean'): Promise<void>;
  /**
   * The sum as `allReduce` has it, begun at once and moving while this thread computes; several may be on their way. Absent
   * where that cannot be.
   */
  readonly allReduceBehind?: (values: Float32Array) => Promise<void>;
  /** The sum with bfloat16 on the way, for half the bytes: rounded to eight bits. Absent where that would save nothing. */
  readonly allReduceBf16?: (values: Float32Array) => Promise<void>;
  /** Puts rank `root`'s values in place of the others'; rank 0's by default. */
  broadcast(values: Float32Array | Uint8Array, root?: number): Promise<void>;
  /** Waits for all ranks. Throws an error that names those that do not come in time, or fail. */
  barrier(): Promise<void>;
  /** Called last, by all ranks. */
  close(): Promise<void>;
}

export interface CommunicatorOptions {
  /** Seconds to wait for another rank before the job is ended; 6. The first time 60, since programs load their data before it. */
  readonly timeout?: number;
}

/** Divides by the number of ranks, where a mean is asked for. */
export function scaled(values: Float32Array, operation: 'sum' | 'mean', size: number): void {
  if (operation === 'mean') for (let i = 0; i < values.length; i++) values[i]! /= size;
}

/** How long to wait in milliseconds, this time and the times after. */
export function patience(seconds: number): () => number {
  let first = true;
  return () => {
    const wait = first ? Math.max(60, seconds) : seconds;
    first = false;
    return wait * 1000;
  };
}
