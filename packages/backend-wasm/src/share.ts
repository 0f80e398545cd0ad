import { faster } from './faster.js';
import type { Argument, Functions, Work } from './machine.js';
import type { Run, Threads } from './threads.js';

/** A call of a function of the module, for all of its work. */
export interface Call {
  readonly name: keyof Functions;
  readonly work: Work;
  readonly args: readonly Argument[];
  readonly values: readonly number[];
  readonly scratchBytes: number;
}

/**
 * What runs a function on shares of its work where that was found to be sooner done, else on all of it.
 *
 * @param functions - of the module
 * @param count - of threads
 */
export function sharing(threads: Threads, functions: readonly Run[], count: number): Threads['share'] {
  const choice = faster();
  return (m, { name, work, args, values, scratchBytes }) => {
    const { grain = 1, overhead = 0 } = work;
    // Two for each thread: one that comes late, or is slow, then does fewer.
    const total = work.count * work.cost;
    const shares = Math.min(2 * count, total / Math.max(m.leastShare, 10 * overhead));
    const size = Math.ceil(work.count / Math.max(1, Math.floor(shares)) / grain) * grain;
    const alone = m.run[name] as Run;
    if (size >= work.count || (total < 8 * m.leastShare && threads.asleep())) {
      alone(...values);
      return;
    }
    const run = functions.indexOf(alone);
    // A quarter of a power of two: work of about one size.
    const kind = 256 * run + Math.round(4 * Math.log2(total));
    const shared = !m.measures || choice.second(kind);
    const start = performance.now();
    if (shared) {
      threads.run({
        run,
        count: work.count,
        size,
        values,
        steps: args.map((arg) => (typeof arg === 'object' ? arg[1] : 0)),
        counts: args.indexOf('count'),
        scratches: args.indexOf('scratch'),
        scratchBytes,
      });
    } else alone(...values);
    if (m.measures) choice.took(kind, shared, (performance.now() - start) / total);
  };
}
