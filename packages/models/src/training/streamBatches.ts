import { type Batches, onDevice } from './batches.js';
import type { AnyBatch, AnyStream } from './data.js';
import { samples, weighted } from './samples.js';
import type { Trainee } from './trainee.js';

/** Batches as a stream gives them. With `steps`, an epoch ends there and the next goes on from there. */
export function streamBatches(
  trainee: Pick<Trainee, 'network' | 'compiled'>,
  who: string,
  stream: AnyStream,
  steps: number | null,
  classWeight: Readonly<Record<number, number>> | undefined,
): Batches {
  const begin = (): Iterator<AnyBatch> | AsyncIterator<AnyBatch> =>
    Symbol.asyncIterator in stream ? stream[Symbol.asyncIterator]() : stream[Symbol.iterator]();
  let going: ReturnType<typeof begin> | undefined;
  let skip = 0;
  return {
    samples: null,
    steps,
    async *epoch(_, from = 0, epochs = 0) {
      const goesOn = steps !== null && going;
      // What an earlier run has trained on is read again, and passed over: in a later epoch where that run ended with one.
      if (!goesOn) skip = from + epochs * (steps ?? 0);
      let source = goesOn || begin();
      going = source;
      let given = from;
      for (let empty = false; steps === null || given < steps; ) {
        const next = await source.next();
        if (!next.done) {
          empty = false;
          if (skip-- > 0) continue;
          given++;
          const { value } = next;
          const [x, y, sampleWeight] = 'x' in value ? [value.x, value.y, value.sampleWeight] : value;
          const batch = await samples(trainee, who, x, y, sampleWeight);
          yield onDevice(await weighted(who, batch, classWeight));
        } else if (steps === null || empty) break;
        else {
          empty = true;
          source = begin();
          going = source;
        }
      }
      if (given === 0) throw new Error(`${who}: the data gave no batch.`);
    },
  };
}
