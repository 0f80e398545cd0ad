import { node } from './node.js';
import { unpack } from './unpack.js';

/** A file of a local folder, packed by gzip or not. */
export async function fileOf(who: string, folder: string, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const modules = node();
  if (!modules) throw new Error(`${who}: source must be a URL in browsers, got "${folder}".`);
  const { fs, path } = modules;
  for (const file of [name, `${name}.gz`]) {
    const bytes = await fs.readFile(path.join(folder, file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    if (bytes) {
      return unpack(bytes).catch((cause: Error) => {
        throw new RangeError(
          `${who}: ${path.join(folder, file)} must be a whole gzip file, got ${bytes.length} bytes that do not unpack.`,
          { cause },
        );
      });
    }
  }
  throw new Error(`${who}: the folder must hold ${name} or ${name}.gz, got neither in ${folder}.`);
}
