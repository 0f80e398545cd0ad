import type { DownloadOptions } from './fetchFile.js';
import { idxImages } from './idxImages.js';
import type { Mnist } from './mnist.js';

export interface FashionMnistOptions extends DownloadOptions {
  /** The URL or, in Node, the path of a folder that holds the four files. Default: their home. */
  readonly source?: string;
}

const home = 'https://storage.googleapis.com/tensorflow/tf-keras-datasets/';

/** SHA-256 of the files as they are served, packed. */
const hashes = {
  'train-images-idx3-ubyte': '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
  'train-labels-idx1-ubyte': 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
  't10k-images-idx3-ubyte': '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
  't10k-labels-idx1-ubyte': '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
} as const;

/**
 * Fashion-MNIST: 70,000 pictures of clothes, grey, 28 by 28, in MNIST's place; labels are t-shirt, trouser, pullover,
 * dress, coat, sandal, shirt, sneaker, bag, ankle boot.
 *
 * @throws {Error} If a file is missing, cannot be downloaded, or has another SHA-256 than Fashion-MNIST's.
 * @throws {RangeError} If a file of a local folder is no whole IDX file of images or labels.
 * @example
 * await fashionMnist({ source: 'data' }); // throws fashionMnist: the folder must hold …
 * @see Xiao, Rasul & Vollgraf 2017, https://arxiv.org/abs/1708.07747. As `keras.datasets.fashion_mnist.load_data()`.
 */
export function fashionMnist(options: FashionMnistOptions = {}): Promise<Mnist> {
  return idxImages('fashionMnist', options.source ?? home, hashes, options);
}
