import { relu, softmax } from '@tenonjs/activations';
import type { Shape } from '@tenonjs/contracts';
import { oneOf, positiveInteger } from '@tenonjs/internal';
import { activation, batchNormalization, conv2d, dense, maxPooling2d, permute, reshape } from '@tenonjs/layers';
import { apply, graph, input, type Model, type SymbolicTensor } from '@tenonjs/models';
import { type ArchitectureOptions, identity } from '../architecture.js';
import { type RecurrentStackOptions, stack } from './stack.js';

export interface CrnnOptions extends ArchitectureOptions, RecurrentStackOptions {
  /** How many classes there are. */
  readonly classes: number;
  /** `[time, frequencies, channels]` of a spectrogram, or `[height, width, channels]` of a line of text; its time may be null. */
  readonly inputShape: Shape;
  /** Which axis of a sample is time: `'first'`, as in a spectrogram and by default, or `'second'`, as in a line of text. */
  readonly timeAxis?: 'first' | 'second';
  /** Of each convolution; `[32, 64, 128]` by default. */
  readonly filters?: readonly number[];
  /** How many of the first pools halve time too; the others halve frequency or height alone; 2 by default. */
  readonly timePools?: number;
  /** Classes for each time step, as a reader of text that learns by `ctc` needs them; false by default. */
  readonly returnSequences?: boolean;
}

/**
 * A convolutional recurrent network: convolutions look at a spectrogram or an image, recurrent layers read what they saw along
 * time.
 *
 * Takes `[batch, time, frequencies, channels]`, or `[batch, height, width, channels]` with `timeAxis: 'second'`; gives
 * `[batch, classes]`, or `[batch, time / 2^timePools, classes]` with `returnSequences`.
 *
 * @throws {RangeError} If a count is not a positive integer, `rate` outside [0, 1), `timeAxis` another, or frequencies or height
 *   unknown or too few to be halved.
 * @see Shi, Bai & Yao 2015, https://arxiv.org/abs/1507.05717; Choi et al. 2016, https://arxiv.org/abs/1609.04243
 */
export function crnn(options: CrnnOptions): Model {
  const { classes, inputShape, timeAxis = 'first', filters = [32, 64, 128], timePools = 2 } = options;
  const { returnSequences = false } = options;
  positiveInteger('crnn', { classes });
  for (const one of filters) positiveInteger('crnn', { 'each of filters': one });
  oneOf('crnn', { timeAxis }, ['first', 'second']);
  const image = input({ shape: inputShape, name: 'image' });
  let x: SymbolicTensor = timeAxis === 'first' ? image : apply(permute({ dims: [2, 1, 3] }), image);
  filters.forEach((filters, i) => {
    const seen = apply(conv2d({ filters, kernelSize: 3, padding: 'same', useBias: false }), x);
    const y = apply(activation({ activation: relu }), apply(batchNormalization(), seen));
    x = apply(maxPooling2d({ poolSize: [i < timePools ? 2 : 1, 2] }), y);
  });
  const [, , rows, channels] = x.shape;
  if (!rows) {
    throw new RangeError(
      `crnn: ${timeAxis === 'first' ? 'frequencies' : 'height'} must be known, and at least ${2 ** filters.length} to be halved ${filters.length} times, got inputShape [${inputShape.map(String).join(', ')}].`,
    );
  }
  const steps = apply(reshape({ targetShape: [-1, rows * channels!] }), x);
  const last = dense({ units: classes, activation: softmax, name: 'predictions' });
  return graph({
    inputs: image,
    outputs: apply(last, stack('crnn', options, steps, returnSequences)),
    ...identity('crnn', options),
  });
}
