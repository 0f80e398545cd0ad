// How many of tfjs-core's own tests pass on wasm, as tfjs ships it and with these kernels; fails if one passes only without.
//
//     pnpm suite [--plain] [--threads 2] [--only text] [--why] [--record]
//
// `--plain` takes plain SIMD; `--threads` shares all work, however small, among so many; `--only` takes the tests whose names
// contain the text; `--why` says what fails and why; `--record` writes what fails to failing.json, which is what the package's
// own test knows of.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { suite } from './suite.mjs';

const { values } = parseArgs({
  options: {
    plain: { type: 'boolean' },
    threads: { type: 'string', default: '1' },
    only: { type: 'string' },
    why: { type: 'boolean' },
    record: { type: 'boolean' },
  },
});
const stock = await suite({ stock: true, only: values.only });
const ours = await suite({ relaxed: !values.plain, threads: Number(values.threads), only: values.only });
if (values.why) for (const { name, why } of ours.failed) console.log(`${name}\n    ${why.split('\n')[0]}`);
if (values.record) {
  const names = ours.failed.map(({ name }) => name);
  writeFileSync(new URL('./failing.json', import.meta.url), `${JSON.stringify(names, null, 2)}\n`);
}
const lost = ours.failed.filter(({ name }) => stock.passed.includes(name));
for (const { name, why } of lost) console.log(`fails only with these kernels: ${name}\n    ${why}`);
const count = ({ passed, failed }) => `${passed.length} passed, ${failed.length} failed`;
if (ours.jobs > 0) console.log(`${ours.jobs} pieces of work were shared`);
console.log(`tfjs's own kernels: ${count(stock)}\nwith these kernels: ${count(ours)}`);
process.exitCode = lost.length > 0 ? 1 : 0;
