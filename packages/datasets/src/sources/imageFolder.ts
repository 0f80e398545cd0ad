import type { DataArray } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import { type Pipeline, pipeline } from '../pipeline/pipeline.js';
import { node } from './node.js';

export interface ImageFolderOptions {
  /**
   * Makes pixels of a file's bytes: sharp, jpeg-js, fast-png … in Node, `createImageBitmap` and a canvas in browsers. Pictures
   * come in many forms and decoders are large: yours is the one that is used.
   */
  decode(bytes: Uint8Array, file: string): DataArray | Promise<DataArray>;
  /** Pictures decoded at once. Default 4. */
  readonly parallel?: number;
  /** The endings of files that are pictures. Default `['.jpg', '.jpeg', '.png', '.gif', '.bmp', '.webp']`. */
  readonly extensions?: readonly string[];
}

export interface LabelledImage {
  /** As `decode` gives it. */
  readonly x: DataArray;
  /** The number of the class, by the folders' names in order. */
  readonly y: number;
  readonly file: string;
}

/**
 * Pictures in folders named after their classes: `cats/1.jpg`, `dogs/2.jpg` …, class by class; shuffle them.
 *
 * @param source - The folder's path (Node), or files with their relative paths, as `<input webkitdirectory>` gives them.
 * @returns The classes' names, and the pictures, read when their turn comes.
 * @throws {Error} If the folder cannot be read, or, while reading, a file cannot be decoded; it is named.
 * @throws {RangeError} If there is no picture in a folder of a class.
 * @example
 * await imageFolder('absent', { decode: (bytes) => ({ data: bytes, shape: [bytes.length] }) }); // throws imageFolder: …
 * @see Keras's `image_dataset_from_directory`.
 */
export async function imageFolder(
  source: string | Iterable<File>,
  options: ImageFolderOptions,
): Promise<{ classNames: string[]; images: Pipeline<LabelledImage> }> {
  const { decode, parallel = 4, extensions = ['.jpg', '.jpeg', '.png', '.gif', '.bmp', '.webp'] } = options;
  positiveInteger('imageFolder', { parallel });
  const all = typeof source === 'string' ? await inFolder(source) : inBrowser(source);
  const files = all
    .filter(({ path }) => extensions.some((extension) => path.at(-1)!.toLowerCase().endsWith(extension)))
    .filter(({ path }) => path.length > 1)
    .sort((a, b) => (a.path.join('/') < b.path.join('/') ? -1 : 1));
  if (files.length === 0) {
    const where = typeof source === 'string' ? source : 'the files';
    throw new RangeError(`imageFolder: ${where} must hold folders with pictures, one a class, got none.`);
  }
  const classNames = [...new Set(files.map(({ path }) => path[0]!))];
  const images = pipeline(files).map(
    async ({ path, read }) => {
      const file = path.join('/');
      try {
        return { x: await decode(await read(), file), y: classNames.indexOf(path[0]!), file };
      } catch (cause) {
        throw new Error(
          `imageFolder: ${file} must be a picture that decode can read, got: ${(cause as Error).message}`,
          {
            cause,
          },
        );
      }
    },
    { parallel },
  );
  return { classNames, images };
}

interface Found {
  /** From the class's folder on. */
  readonly path: readonly string[];
  read(): Promise<Uint8Array>;
}

async function inFolder(folder: string): Promise<Found[]> {
  const modules = node();
  if (!modules) throw new Error('imageFolder: source must be files in browsers, got a path.');
  const { fs, path } = modules;
  const names = await fs.readdir(folder, { recursive: true }).catch((cause: Error) => {
    throw new Error(`imageFolder: the folder must be readable, got: ${cause.message}.`, { cause });
  });
  return names.map((name) => ({ path: name.split(path.sep), read: () => fs.readFile(path.join(folder, name)) }));
}

const inBrowser = (files: Iterable<File>): Found[] =>
  Array.from(files, (file) => ({
    // The first part is the folder that was chosen.
    path: file.webkitRelativePath.split('/').slice(1),
    read: async () => new Uint8Array(await file.arrayBuffer()),
  }));
