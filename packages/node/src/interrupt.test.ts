import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { interrupt } from './interrupt.js';

const source = JSON.stringify(new URL('../dist/index.js', import.meta.url).href);

/** Runs a program, calls `act` with every line it prints, and says how it ended. */
async function run(program: string, act: (line: string, kill: (signal: NodeJS.Signals) => void) => void) {
  const child = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `import { interrupt } from ${source};\n${program}`,
  ]);
  let out = '';
  let errors = '';
  child.stderr.on('data', (data) => {
    errors += data;
  });
  child.stdout.on('data', (data) => {
    out += data;
    for (const line of String(data).trim().split('\n')) act(line, (signal) => child.kill(signal));
  });
  const [code, signal] = await once(child, 'close');
  return { code, signal, out, errors };
}

/** Works in batches as `fit` does, until the signal says stop. */
const training = `
  const interrupted = interrupt();
  console.log('batch');
  while (!interrupted.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 10));
  console.log(interrupted.signal.reason.message);
  interrupted.dispose();
  process.exitCode = interrupted.exitCode;`;

test.skipIf(process.platform === 'win32').each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends the program in good order, with %i', async (name, code) => {
  const ended = await run(training, (line, kill) => line === 'batch' && kill(name));
  expect(ended).toEqual({
    code,
    signal: null,
    out: `batch\nThe program was interrupted by ${name}.\n`,
    errors: '\nStopping after this batch; press Ctrl-C again to stop at once.\n',
  });
});

test.skipIf(process.platform === 'win32')('a Ctrl-C that npm passes on too counts once', async () => {
  const ended = await run(training.replace('resolve, 10', 'resolve, 300'), (line, kill) => {
    if (line !== 'batch') return;
    kill('SIGINT');
    setTimeout(() => kill('SIGINT'), 50);
  });
  expect([ended.code, ended.signal]).toEqual([130, null]);
});

test.skipIf(process.platform === 'win32')('a second Ctrl-C kills at once, even a program that is busy', async () => {
  const busy = `
    interrupt({ onInterrupt: (signal) => console.log(signal) });
    console.log('batch');
    setTimeout(() => { console.log('busy'); for (;;); }, 1500);`;
  const ended = await run(busy, (line, kill) => (line === 'batch' || line === 'busy') && kill('SIGINT'));
  expect(ended).toEqual({ code: null, signal: 'SIGINT', out: 'batch\nSIGINT\nbusy\n', errors: '' });
});

test.skipIf(process.platform === 'win32')('disposed of, Ctrl-C kills as ever', async () => {
  const disposed = `interrupt().dispose(); console.log('batch'); setTimeout(() => {}, 10_000);`;
  expect((await run(disposed, (_, kill) => kill('SIGINT'))).signal).toBe('SIGINT');
});

test('it does not keep a program alive, and leaves no listeners', async () => {
  expect((await run('interrupt();', () => {})).code).toBe(0);
  const before = process.listenerCount('SIGINT');
  const interrupted = interrupt();
  expect(interrupted.exitCode).toBe(undefined);
  expect(process.listenerCount('SIGINT')).toBe(before + 1);
  interrupted.dispose();
  interrupted.dispose();
  expect(process.listenerCount('SIGINT')).toBe(before);
});
