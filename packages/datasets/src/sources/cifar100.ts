import { oneOf } from '@tenonjs/internal';
import { type Cifar, type CifarOptions, cifar } from './cifar.js';

export interface Cifar100Options extends CifarOptions {
  /** 100 fine classes, or 20 coarse ones. Default `'fine'`. */
  readonly labelMode?: 'fine' | 'coarse';
}

/**
 * CIFAR-100: 60,000 pictures in colour, 32 by 32, of 100 classes, which make 20 coarse ones.
 *
 * @throws {Error} If the archive cannot be read or downloaded, has another SHA-256, or lacks a file.
 * @throws {RangeError} If the archive is cut short.
 * @example
 * await cifar100({ source: 'absent.tar.gz' }); // throws cifar100: the file must be readable, got no such file at absent.tar.gz.
 * @see Krizhevsky 2009, https://www.cs.toronto.edu/~kriz/cifar.html. As `keras.datasets.cifar100.load_data()`.
 */
export async function cifar100(options: Cifar100Options = {}): Promise<Cifar> {
  const { labelMode = 'fine' } = options;
  oneOf('cifar100', { labelMode }, ['fine', 'coarse']);
  return cifar(
    'cifar100',
    {
      home: 'https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz',
      hash: '58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec',
      train: ['train.bin'],
      test: ['test.bin'],
      labels: 2,
      label: labelMode === 'fine' ? 1 : 0,
    },
    options,
  );
}
