import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { fileSystem } from './fileSystem.js';

vi.mock('node:fs/promises', async (actual) => {
  const fs = await actual<typeof import('node:fs/promises')>();
  return { ...fs, rename: vi.fn(fs.rename) };
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const run = promisify(execFile);
let all: string;
let folder: string;

beforeAll(async () => {
  all = await mkdtemp(path.join(tmpdir(), 'tenon files '));
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(all, 'folder '));
});
afterAll(() => rm(all, { recursive: true }));

test('what is written is read, in folders made for it, with nothing beside it', async () => {
  const storage = fileSystem(path.join(folder, 'new', 'model'));
  await storage.write({ a: bytes('1'), 'deep/b': bytes('2'), empty: new Uint8Array(0) });
  await storage.write({ a: bytes('one') });
  expect(new TextDecoder().decode(await storage.read('a'))).toBe('one');
  expect(new TextDecoder().decode(await storage.read('deep/b'))).toBe('2');
  expect((await storage.read('empty')).length).toBe(0);
  expect([await storage.has!('a'), await storage.has!('b')]).toEqual([true, false]);
  expect((await readdir(path.join(folder, 'new', 'model'), { recursive: true })).sort()).toEqual([
    'a',
    'deep',
    path.join('deep', 'b'),
    'empty',
  ]);
});

test('a missing file is named, with its place', async () => {
  const file = path.join(folder, 'model.json');
  await expect(fileSystem(folder).read('model.json')).rejects.toThrow(
    new Error(`fileSystem: the folder must hold model.json, got no such file at ${file}.`),
  );
  await mkdir(file);
  await expect(fileSystem(folder).read('model.json')).rejects.toThrow(
    new Error(`fileSystem: ${file} must be readable, got: EISDIR: illegal operation on a directory, read.`),
  );
});

test('names that lead out of the folder are refused', async () => {
  for (const name of ['../a', '/a', '.', 'b/../..']) {
    const error = new RangeError(`fileSystem: names must stay within ${folder}, got "${name}".`);
    await expect(fileSystem(folder).read(name)).rejects.toThrow(error);
    await expect(fileSystem(folder).write({ [name]: bytes('') })).rejects.toThrow(error);
  }
});

test.skipIf(process.platform === 'win32')('a disk that takes no more leaves the old files, and no others', async () => {
  await writeFile(path.join(folder, 'a'), 'old');
  await writeFile(path.join(folder, 'b'), 'old');
  // The system refuses files over 64 blocks of 512 or 1024 bytes in this process, as a full disk would.
  const program = `
    import { fileSystem } from ${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)};
    await fileSystem(process.argv[1]).write({ a: new Uint8Array(10), b: new Uint8Array(1e6), c: new Uint8Array(10) })
      .catch((error) => console.log(error.message));`;
  const command = 'ulimit -f 64; exec "$0" --input-type=module -e "$1" "$2"';
  const { stdout } = await run('sh', ['-c', command, process.execPath, program, folder]);
  expect(stdout).toBe(`fileSystem: ${path.join(folder, 'b')} must be writable, got: EFBIG: file too large, write.\n`);
  expect((await readdir(folder)).sort()).toEqual(['a', 'b']);
  expect(await readFile(path.join(folder, 'a'), 'utf8')).toBe('old');
  expect(await readFile(path.join(folder, 'b'), 'utf8')).toBe('old');
});

test('a file that cannot take its place puts the others back', async () => {
  await writeFile(path.join(folder, 'old'), 'old');
  await writeFile(path.join(folder, 'blocked'), 'old');
  const real = vi.mocked(rename).getMockImplementation()!;
  vi.mocked(rename).mockImplementation(async (from, to) => {
    if (String(from).endsWith('.tmp') && String(to).endsWith('blocked')) throw new Error('EBUSY: resource busy');
    return real(from, to);
  });
  const files = { old: bytes('new'), fresh: bytes('new'), blocked: bytes('new'), later: bytes('new') };
  await expect(fileSystem(folder).write(files)).rejects.toThrow(
    new Error(`fileSystem: ${path.join(folder, 'blocked')} must be writable, got: EBUSY: resource busy.`),
  );
  vi.mocked(rename).mockImplementation(real);
  expect((await readdir(folder)).sort()).toEqual(['blocked', 'old']);
  for (const name of ['old', 'blocked']) expect(await readFile(path.join(folder, name), 'utf8')).toBe('old');
});

test('a folder where a file should go is refused, and nothing is replaced', async () => {
  await mkdir(path.join(folder, 'blocked'));
  await writeFile(path.join(folder, 'old'), 'old');
  await expect(fileSystem(folder).write({ old: bytes('new'), blocked: bytes('new') })).rejects.toThrow(
    /^fileSystem: .*blocked must be writable, got: E[A-Z]+: /,
  );
  expect((await readdir(folder)).sort()).toEqual(['blocked', 'old']);
  expect(await readFile(path.join(folder, 'old'), 'utf8')).toBe('old');
});

test('a folder that cannot be made is named', async () => {
  await writeFile(path.join(folder, 'file'), '');
  await expect(fileSystem(path.join(folder, 'file')).write({ a: bytes('1') })).rejects.toThrow(
    /^fileSystem: .*file.a must be writable, got: E(EXIST|NOTDIR): /,
  );
});
