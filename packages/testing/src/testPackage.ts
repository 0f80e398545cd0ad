import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { backendName } from './backendName.js';
import { testExamples } from './testExamples.js';
import { testPrograms } from './testPrograms.js';

export interface TestPackageOptions {
  /** Exports without a test file of their own name; `name` → the test file that covers it. */
  readonly testedIn?: Readonly<Record<string, string>>;
  /** The backend beside which the README is checked, once. Default: cpu. */
  readonly on?: string;
}

/**
 * Asks of a package what every package must answer: the programs of its README run, the examples of its doc comments
 * give what they say, and every export stands in the README's table and has a test file of its name.
 *
 * @param base - `import.meta.url` of `src/<package>.test.ts`.
 * @param exports - The barrel: `import * as exports from './index.js'`.
 */
export function testPackage(
  base: string,
  exports: Readonly<Record<string, unknown>>,
  options: TestPackageOptions = {},
): void {
  const { testedIn = {}, on = 'cpu' } = options;
  const source = path.dirname(fileURLToPath(base));
  const readme = path.join(source, '..', 'README.md');

  test('the barrel exports values, and testedIn names exports alone', () => {
    expect(Object.keys(exports).filter((name) => exports[name] === undefined)).toEqual([]);
    expect(Object.keys(exports)).toEqual(expect.arrayContaining(Object.keys(testedIn)));
  });

  // tfjs's own wasm backend lacks kernels that an example may need; what works there is for the units' tests to say.
  if (backendName !== 'wasm-stock') testExamples(source, exports);
  if (backendName !== on) return;

  testPrograms(readme);

  describe('exports', () => {
    const rows = existsSync(readme)
      ? readFileSync(readme, 'utf8')
          .split('\n')
          .filter((line) => /^\s*\|/.test(line))
      : [];
    const firstCells = rows.map((row) => row.split('|')[1]!);
    const tests = new Set(
      readdirSync(source, { recursive: true, encoding: 'utf8' }).map((file) => path.basename(file)),
    );
    test.each(Object.keys(exports))('%s stands in the README’s table and has a test file', (name) => {
      expect(
        firstCells.some((cell) => new RegExp(`\`${name}\\b`).test(cell)),
        `a row of README.md that begins with \`${name}\``,
      ).toBe(true);
      expect(tests, 'the files in src').toContain(testedIn[name] ?? `${name}.test.ts`);
    });
  });
}
