import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fileSystem } from './fileSystem.js';
import { mark } from './leftovers.js';

test('a write removes what killed processes left of its files, and nothing else', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tenon leftovers '));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { pid: dead } = spawnSync(process.execPath, ['--version']);
  const of = (name: string, pid: number, host = hostname()): string => `${name}.${host}-${pid}-${crypto.randomUUID()}`;
  const stale = [`${of('model.json', dead)}.tmp`, `${of('model.json', dead)}.bak`];
  const kept = [
    `model.json.${mark()}.tmp`,
    `${of('model.json', process.ppid)}.tmp`,
    `${of('model.json', dead, `${hostname()}2`)}.tmp`,
    `${of('other.json', dead)}.tmp`,
    'model.json.tmp',
  ];
  for (const name of [...stale, ...kept]) await writeFile(path.join(folder, name), 'begun');
  await fileSystem(folder).write({ 'model.json': new TextEncoder().encode('{}') });
  expect((await readdir(folder)).sort()).toEqual(['model.json', ...kept].sort());
});
