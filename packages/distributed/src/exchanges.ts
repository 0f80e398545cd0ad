import type { Peers, Storage } from '@tenonjs/contracts';
import type { Communicator } from './communicator.js';

/** What `fit` asks of the ranks, in terms of a communicator; `overlap` and `lossy` are as `Peers` has them. */
export function exchanges(
  { rank, size, allReduce, allReduceBehind, allReduceBf16, broadcast }: Communicator,
  { overlap, lossy }: Pick<Peers, 'overlap' | 'lossy'>,
): Pick<Peers, 'gather' | 'broadcast' | 'sum'> {
  let last: Promise<void> = Promise.resolve();
  return {
    sum(values, exact = false) {
      if (overlap) return allReduceBehind!(values);
      // One after the other.
      last = last.then(() => (lossy && !exact ? allReduceBf16! : allReduce)(values));
      return last;
    },
    async gather(bytes) {
      // A float holds whole numbers up to 2²⁴.
      const lengths = new Float32Array(2 * size);
      lengths.set([bytes.length >>> 20, bytes.length & 0xfffff], 2 * rank);
      await allReduce(lengths);
      const all: Uint8Array[] = [];
      for (let other = 0; other < size; other++) {
        const part =
          other === rank ? bytes.slice() : new Uint8Array(lengths[2 * other]! * 2 ** 20 + lengths[2 * other + 1]!);
        await broadcast(part, other);
        all.push(part);
      }
      return all;
    },
    async broadcast(values) {
      const fused = together(values);
      await broadcast(fused);
      return apart(fused, values);
    },
  };
}

/** One array of several. */
function together(values: readonly Float32Array[]): Float32Array {
  const fused = new Float32Array(values.reduce((length, each) => length + each.length, 0));
  let at = 0;
  for (const each of values) {
    fused.set(each, at);
    at += each.length;
  }
  return fused;
}

/** Several arrays of one, as long as those given. */
function apart(fused: Float32Array, like: readonly Float32Array[]): Float32Array[] {
  let at = 0;
  return like.map(({ length }) => {
    at += length;
    return fused.subarray(at - length, at);
  });
}

/** A storage that rank 0 reads for all: the others may be on another machine. */
export function readByFirst(storage: Storage, { rank, gather }: Pick<Peers, 'rank' | 'gather'>): Storage {
  const first = async (read: () => Promise<Uint8Array>): Promise<Uint8Array> => {
    let [bytes, failure] = [new Uint8Array(0), ''];
    if (rank === 0) {
      try {
        bytes = new Uint8Array(await read());
      } catch (error) {
        failure = (error as Error).message || String(error);
      }
    }
    const said = new TextDecoder().decode((await gather(new TextEncoder().encode(failure)))[0]);
    if (said) throw new Error(said);
    return (await gather(bytes))[0]!;
  };
  return {
    ...storage,
    read: (name) => first(() => storage.read(name)),
    has: async (name) => (await first(async () => Uint8Array.of(Number((await storage.has?.(name)) ?? true))))[0] === 1,
  };
}
