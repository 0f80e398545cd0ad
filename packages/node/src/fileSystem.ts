import { access, constants, copyFile, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Storage } from '@tenonjs/contracts';
import { mark, removeLeftovers } from './leftovers.js';

/**
 * A folder to save models in and load them from.
 *
 * Each file is first written whole, under another name, and on the disk, before the first of them takes its place: a full
 * disk or a process that is killed while it writes leaves what was there. What such a process began goes with the next write.
 *
 * @param folder - Made where it is missing, at the first write. Relative paths begin at the working directory of now.
 * @throws {RangeError} If a file's name leads out of the folder.
 * @throws {Error} From `read`, if the file is missing; from `write`, if a file cannot be written.
 * @example
 * const storage = fileSystem('models/digits');
 * await storage.write({ 'model.json': new TextEncoder().encode('{}') });
 * (await storage.read('model.json')).length; // 2
 * await storage.read('weights.safetensors'); // throws Error: fileSystem: the folder must hold weights.safetensors, got …
 */
export function fileSystem(folder: string): Storage {
  const root = path.resolve(folder);

  function locate(name: string): string {
    const file = path.resolve(root, name);
    if (!file.startsWith(root.endsWith(path.sep) ? root : root + path.sep)) {
      throw new RangeError(`fileSystem: names must stay within ${root}, got "${name}".`);
    }
    return file;
  }

  return {
    name: root,

    async read(name) {
      const file = locate(name);
      try {
        return await readFile(file);
      } catch (cause) {
        const { code, message } = cause as NodeJS.ErrnoException;
        throw code === 'ENOENT'
          ? new Error(`fileSystem: the folder must hold ${name}, got no such file at ${file}.`, { cause })
          : new Error(`fileSystem: ${file} must be readable, got: ${message}.`, { cause });
      }
    },

    async has(name) {
      return access(locate(name)).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return false;
          throw new Error(`fileSystem: ${locate(name)} must be readable, got: ${error.message}.`, { cause: error });
        },
      );
    },

    async write(files) {
      const own = mark();
      const jobs = Object.entries(files).map(([name, bytes]) => {
        const file = locate(name);
        return { file, bytes, temporary: `${file}.${own}.tmp`, backup: `${file}.${own}.bak` };
      });
      let at = '';
      try {
        for (const { file, bytes, temporary } of jobs) {
          at = file;
          await mkdir(path.dirname(file), { recursive: true });
          await writeToDisk(temporary, bytes);
        }
        for (const { file, backup } of jobs) {
          at = file;
          await keep(file, backup);
        }
        for (const [i, { file, temporary }] of jobs.entries()) {
          at = file;
          await rename(temporary, file).catch(async (cause) => {
            // What has been replaced goes back; what is new goes away.
            for (const { file, backup } of jobs.slice(0, i)) await rename(backup, file).catch(() => rm(file));
            throw cause;
          });
        }
      } catch (cause) {
        throw new Error(`fileSystem: ${at} must be writable, got: ${(cause as Error).message}.`, { cause });
      } finally {
        for (const { temporary, backup } of jobs) {
          for (const left of [temporary, backup]) await rm(left, { force: true }).catch(() => {});
        }
        for (const { file } of jobs) await removeLeftovers(file).catch(() => {});
      }
    },
  };
}

/** Writes a new file and waits until the disk has it: a rename may reach the disk before the contents do. */
async function writeToDisk(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A second name for a file, or a copy where the file system has no links; nothing where there is no file. */
async function keep(file: string, backup: string): Promise<void> {
  await link(file, backup)
    .catch(() => copyFile(file, backup, constants.COPYFILE_FICLONE))
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
}
