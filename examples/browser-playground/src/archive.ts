import type { Storage } from '@tenonjs/contracts';
import { unzipSync, zipSync } from 'fflate';

/** A model's files in memory. */
export interface Files extends Storage {
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** A model in memory, with these files to begin with. */
export function inMemory(files: Record<string, Uint8Array> = {}): Files {
  return {
    files,
    async read(name) {
      const bytes = files[name];
      if (!bytes) throw new Error(`There is no ${name} among the files.`);
      return bytes;
    },
    has: async (name) => name in files,
    async write(given) {
      Object.assign(files, given);
    },
  };
}

/** One file to download, of all: a zip, whose parts Python's and Tenon's other tools read. */
export const zipped = (files: Files['files']): Uint8Array<ArrayBuffer> => zipSync({ ...files }, { level: 0 });

/**
 * A model from the file or files that someone chose: the zip of a download, or `model.json` and `weights.safetensors`.
 *
 * @throws {Error} If they are neither.
 */
export function unzipped(chosen: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Files {
  const files: Record<string, Uint8Array> = {};
  for (const { name, bytes } of chosen) {
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
    try {
      Object.assign(files, isZip ? unzipSync(bytes) : { [name]: bytes });
    } catch (cause) {
      throw new Error(`${name} is a damaged zip file.`, { cause });
    }
  }
  if (!files['model.json'] || !files['weights.safetensors']) {
    const got = Object.keys(files).slice(0, 3).join(', ');
    throw new Error(`A model is a zip of model.json and weights.safetensors, or both of them; got ${got}.`);
  }
  return inMemory(files);
}
