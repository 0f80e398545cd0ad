import { expect, test } from 'vitest';
import { asha } from './asha.js';
import { inWorkers } from './inWorkers.js';
import { randomSearch } from './randomSearch.js';
import { search } from './search.js';
import { uniform } from './uniform.js';

const module = (code: string): URL => new URL(`data:text/javascript,${encodeURIComponent(code)}`);
const space = { x: uniform(0, 1) };
const algorithm = randomSearch({ seed: 1 });

test('trials in threads give what they give here, stopping included', async () => {
  const code = `async ({ x }, { report, number }) => {
    for (let epoch = 1; epoch <= 3; epoch++) if (await report(x + 1 / epoch)) break;
    return x;
  }`;
  const here = await search(new Function(`return ${code}`)(), space, { trials: 6, algorithm, stopping: asha() });
  const there = await search(inWorkers(module(`export default ${code}`)), space, {
    trials: 6,
    algorithm,
    stopping: asha(),
  });
  expect(there).toEqual(here);
  expect(here.trials.some(({ state }) => state === 'stopped')).toBe(true);
  const beside = await search(inWorkers(module('export default ({ x }) => x')), space, {
    trials: 6,
    algorithm,
    concurrency: 3,
  });
  expect(beside.best.params).toEqual(here.best.params);
});

test('what goes wrong in a thread is said', async () => {
  const run = (code: string): Promise<unknown> => search(inWorkers(module(code)), space, { trials: 1, algorithm });
  await expect(run('export default () => { throw new Error("no memory"); }')).rejects.toThrow(
    new Error('search: a trial must end, but none of 1 did: no memory'),
  );
  await expect(run('export default () => process.exit(3)')).rejects.toThrow(
    new Error("search: a trial must end, but none of 1 did: inWorkers: trial 0's thread ended with code 3."),
  );
});
