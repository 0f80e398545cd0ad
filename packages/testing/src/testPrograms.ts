import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from './runProgram.js';

/**
 * Runs every `ts` block of a Markdown file as a program of its own, in a new Node process: imports are resolved from the
 * file's folder, so that a package finds itself (built) and its devDependencies; the working folder is an empty one.
 */
export function testPrograms(markdown: string): void {
  describe(path.basename(markdown), () => {
    test('exists and holds a program', () => {
      expect(existsSync(markdown), markdown).toBe(true);
      expect(programs(readFileSync(markdown, 'utf8')).length, 'ts blocks').toBeGreaterThan(0);
    });
    if (!existsSync(markdown)) return;
    for (const { line, code } of programs(readFileSync(markdown, 'utf8'))) {
      test(`the program at line ${line} runs`, () => runProgram(code, path.dirname(markdown)), 180_000);
    }
  });
}

function programs(text: string): { line: number; code: string }[] {
  return [...text.matchAll(/^```(?:ts|typescript)[ \t]*\r?\n([\s\S]*?)^```/gm)].map((block) => ({
    line: text.slice(0, block.index).split('\n').length + 1,
    code: block[1]!,
  }));
}
