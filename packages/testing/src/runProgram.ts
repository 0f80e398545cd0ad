import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Runs TypeScript as a program that lies in `folder`; rejects with what it printed where it fails. */
export async function runProgram(code: string, folder: string): Promise<void> {
  // Loaded when it is needed: TypeScript is large, and every test file of every package imports this module.
  const { default: ts } = await import('typescript');
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
