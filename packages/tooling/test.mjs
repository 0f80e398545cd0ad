// `npm test`: everything from a fresh clone to the sum over all packages' tests, `N passed, N failed`, its last line.
// Arguments are turbo's: `npm test -- --filter=@tenonjs/layers`.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './pnpm.mjs';
import { setUp, turbo } from './setup.mjs';

const packages = ['packages', 'examples']
  .flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => path.join(root, folder, name)))
  .filter((folder) => existsSync(path.join(folder, 'package.json')));
const resultsOf = (folder) => path.join(folder, '.vitest', 'results.json');
const args = process.argv.slice(2);

for (const folder of packages) rmSync(resultsOf(folder), { force: true });
const built = setUp(...args) === 0;
const reporters = ['--', '--reporter=default', '--reporter=json', '--outputFile.json=.vitest/results.json'];
const status = built ? turbo('test', '--continue', '--concurrency=2', '--log-order=grouped', ...args, ...reporters) : 1;

let [passed, failed, skipped] = [0, 0, 0];
console.log();
for (const folder of packages.filter((folder) => existsSync(resultsOf(folder)))) {
  const { success, numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(resultsOf(folder), 'utf8'),
  );
  // A file that does not load has no tests to count, and is a failure.
  const broken = success ? 0 : Math.max(1, numFailedTests);
  console.log(`${path.relative(root, folder).padEnd(28)} ${numPassedTests} passed, ${broken} failed`);
  passed += numPassedTests;
  failed += broken;
  skipped += numPendingTests + numTodoTests;
}
if (status !== 0 && failed === 0) failed = 1;
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
