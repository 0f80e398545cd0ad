import { type Cifar, type CifarOptions, cifar } from './cifar.js';

/**
 * CIFAR-10: 60,000 pictures in colour, 32 by 32, of airplane, automobile, bird, cat, deer, dog, frog, horse, ship, truck.
 *
 * @throws {Error} If the archive cannot be read or downloaded, has another SHA-256, or lacks a file.
 * @throws {RangeError} If the archive is cut short.
 * @example
 * await cifar10({ source: 'absent.tar.gz' }); // throws cifar10: the file must be readable, got no such file at absent.tar.gz.
 * @see Krizhevsky 2009, https://www.cs.toronto.edu/~kriz/cifar.html. As `keras.datasets.cifar10.load_data()`.
 */
export const cifar10 = (options: CifarOptions = {}): Promise<Cifar> =>
  cifar(
    'cifar10',
    {
      home: 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz',
      hash: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
      train: [1, 2, 3, 4, 5].map((i) => `data_batch_${i}.bin`),
      test: ['test_batch.bin'],
      labels: 1,
      label: 0,
    },
    options,
  );
