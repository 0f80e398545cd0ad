import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

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

/** Runs TypeScript as a program that lies in `folder`; rejects with what it printed where it fails. */
export async function runProgram(code: string, folder: string): Promise<void> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const file = path.join(folder, `.program-${randomUUID()}.mjs`);
  const cwd = mkdtempSync(path.join(tmpdir(), 'tenon-program-'));
  // The program runs as a user's would, not as a part of the test run.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|NODE_OPTIONS|TENON_)/.test(name)),
  );
  try {
    writeFileSync(file, outputText);
    await new Promise<void>((resolve, reject) =>
      execFile(process.execPath, [file], { cwd, env, timeout: 170_000, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
        error ? reject(new Error(`${stderr || error.message}\n${stdout}`)) : resolve(),
      ),
    );
  } finally {
    rmSync(file, { force: true });
    rmSync(cwd, { recursive: true, force: true });
  }
}
