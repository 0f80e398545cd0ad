import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';

/**
 * Runs every `@example` of the doc comments under `source`: its statements in order, in an async function with all of
 * tfjs-core and `exports` in scope (an `import` is resolved from there too), in an empty working folder.
 *
 * A statement followed on its line by a comment that is a value asserts that value; `// throws message` asserts an
 * error, where a final `…` stands for any ending. Any other comment is a comment.
 */
export function testExamples(source: string, exports: Readonly<Record<string, unknown>>): void {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ts$/.test(file) && !/\.(test|test-d|d)\.ts$/.test(file))
    .sort();
  describe('examples', () => {
    const home = process.cwd();
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'tenon-example-'));
      process.chdir(folder);
    });
    afterAll(() => {
      process.chdir(home);
      rmSync(folder, { recursive: true, force: true });
    });
    for (const file of files) {
      for (const { line, code } of examples(readFileSync(path.join(source, file), 'utf8'))) {
        test(`${file}:${line}`, async () => {
          // Loaded when it is needed, for the sake of TypeScript's size.
          const { runExample } = await import('./runExample.js');
          await runExample(code, exports, path.join(source, file));
        });
      }
    }
  });
}

/** The examples of a file's doc comments. */
export function examples(text: string): { line: number; code: string }[] {
  const found: { line: number; code: string }[] = [];
  for (const comment of text.matchAll(/^[ \t]*\/\*\*[\s\S]*?\*\//gm)) {
    const lines = comment[0]
      .replace(/\s*\*\/$/, '')
      .split('\n')
      .map((line) => line.replace(/^\s*(\/\*\*|\*)? ?/, ''));
    const first = text.slice(0, comment.index).split('\n').length;
    lines.forEach((start, i) => {
      if (!start.startsWith('@example')) return;
      const rest = lines.slice(i + 1);
      const end = rest.findIndex((line) => /^@[a-z]/.test(line));
      const body = rest.slice(0, end < 0 ? undefined : end).filter((line) => !line.startsWith('```'));
      found.push({ line: first + i, code: [start.slice('@example'.length), ...body].join('\n') });
    });
  }
  return found;
}
