import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

/** In the names of a process's unfinished files: whose they are. */
export const mark = (): string => `${hostname()}-${process.pid}-${crypto.randomUUID()}`;

const MARKED = /^-(\d+)-[\da-f-]{36}\.(tmp|bak)$/;

/** Removes what a process that was killed while it wrote this file left beside it; not what one of now is writing. */
export async function removeLeftovers(file: string): Promise<void> {
  const [folder, start] = [path.dirname(file), `${path.basename(file)}.${hostname()}`];
  for (const name of await readdir(folder)) {
    const pid = name.startsWith(start) && MARKED.exec(name.slice(start.length))?.[1];
    if (!pid) continue;
    const left = path.join(folder, name);
    if (await isOver(Number(pid), left)) await rm(left, { force: true });
  }
}

async function isOver(pid: number, file: string): Promise<boolean> {
  if (pid !== process.pid) {
    try {
      process.kill(pid, 0);
      return false;
    } catch (error) {
      // Another user's process is alive, too.
      return (error as NodeJS.ErrnoException).code === 'ESRCH';
    }
  }
  // Containers give the same number again.
  const begun = Date.now() - 1000 * process.uptime();
  return stat(file).then(
    ({ ctimeMs }) => ctimeMs < begun - 1000,
    () => false,
  );
}
