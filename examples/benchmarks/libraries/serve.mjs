import { createInterface } from 'node:readline';

/** Milliseconds of the clock that was asked for. */
function now() {
  if (process.env.BENCH_CLOCK !== 'cpu') return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

/**
 * Answers the benchmark: a line `{"workload", "steps"}` in, a line `{"ms"}` a step or `{"skipped": why}` out.
 *
 * @param {string} version What the library says of itself.
 * @param {Record<string, () => Promise<(steps: number) => Promise<void>>>} workloads Each makes its model and gives what
 *   trains it for some steps, to the end of the last one.
 */
export async function serve(version, workloads) {
  const answer = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
  const ready = {};
  answer({ version });
  for await (const line of createInterface({ input: process.stdin })) {
    const { workload, steps } = JSON.parse(line);
    try {
      ready[workload] ??= await warm(workloads[workload]);
      const start = now();
      await ready[workload](steps);
      answer({ ms: (now() - start) / steps });
    } catch (error) {
      answer({ skipped: String(error.message).split('\n')[0] });
    }
  }
}

async function warm(make) {
  if (!make) throw new Error('it has no such model here');
  const train = await make();
  await train(1);
  return train;
}
