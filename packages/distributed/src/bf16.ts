/** What a sum of halves needs of the ranks, on parts of equal length, one for each rank. */
export interface Exchange {
  readonly rank: number;
  readonly size: number;
  /** Part `i` of `from` goes to rank `i`, and what comes from it is part `i` of `to`. */
  allToAll(from: Uint16Array, to: Uint16Array): Promise<void>;
  /** What rank `i` has is part `i` of `to`. */
  allGather(from: Uint16Array, to: Uint16Array): Promise<void>;
}

/** The upper halves of float32 numbers, bfloat16, rounded to the nearest, ties to even. NaN stays NaN. */
export function toBf16(values: Float32Array, into: Uint16Array): void {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let i = 0; i < bits.length; i++) {
    const b = bits[i]!;
    into[i] = (b & 0x7fffffff) > 0x7f800000 ? 0x7fc0 : (b + 0x7fff + ((b >>> 16) & 1)) >>> 16;
  }
}

export function fromBf16(halves: Uint16Array, into: Float32Array): void {
  const bits = new Uint32Array(into.buffer, into.byteOffset, into.length);
  for (let i = 0; i < bits.length; i++) bits[i] = halves[i]! << 16;
}

/**
 * Sums over all ranks with half the bytes of `allReduce`: each rank gets all ranks' halves of one part of the values, adds them up
 * as float32, and gives the sum, as halves, to all. It is the same on every rank, to the bit. MPI itself has no sum of bfloat16.
 */
export function bf16Sum({ rank, size, allToAll, allGather }: Exchange): (values: Float32Array) => Promise<void> {
  // Kept from one to the next.
  let [own, others] = [new Uint16Array(0), new Uint16Array(0)];
  let [term, sum] = [new Float32Array(0), new Float32Array(0)];
  return async (values) => {
    const n = Math.ceil(values.length / size);
    if (n > sum.length) {
      [own, others] = [new Uint16Array(n * size), new Uint16Array(n * size)];
      [term, sum] = [new Float32Array(n), new Float32Array(n)];
    }
    const parts = (all: Uint16Array): Uint16Array => all.subarray(0, n * size);
    const part = (all: Uint16Array, i: number): Uint16Array => all.subarray(i * n, (i + 1) * n);
    const [terms, sums] = [term.subarray(0, n), sum.subarray(0, n)];
    toBf16(values, own);
    // What is left of the last part.
    own.fill(0, values.length, n * size);
    await allToAll(parts(own), parts(others));
    fromBf16(part(others, 0), sums);
    for (let other = 1; other < size; other++) {
      fromBf16(part(others, other), terms);
      for (let i = 0; i < n; i++) sums[i]! += terms[i]!;
    }
    toBf16(sums, part(own, rank));
    await allGather(part(own, rank), parts(others));
    fromBf16(others, values);
  };
}
