/** What the convolutions have in common: options and weights. */
import type { Activation, Constraint, Initializer, Regularizer } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import { glorotUniform } from '../initializers/glorotUniform.js';
import { zeros } from '../initializers/zeros.js';
import { type LayerOptions, type Weight, weight } from '../layer.js';

export interface ConvolutionOptions extends LayerOptions {
  /** The number of output channels. */
  readonly filters: number;
  /** The only one that backends share. */
  readonly dataFormat?: 'channelsLast';
  /** Into how many parts channels and filters are split, each convolved alone; 1 by default. */
  readonly groups?: number;
  /** Applied to the outputs; none by default. */
  readonly activation?: Activation;
  /** Adds a bias; true by default. */
  readonly useBias?: boolean;
  /** `glorotUniform()` by default. */
  readonly kernelInitializer?: Initializer;
  /** `zeros()` by default. */
  readonly biasInitializer?: Initializer;
  readonly kernelRegularizer?: Regularizer;
  readonly biasRegularizer?: Regularizer;
  readonly kernelConstraint?: Constraint;
  readonly biasConstraint?: Constraint;
}

/** Refuses filters and groups that do not fit each other. */
export function checkFilters(who: string, { filters, groups = 1 }: ConvolutionOptions): void {
  positiveInteger(who, { filters, groups });
  if (filters % groups !== 0) throw new RangeError(`${who}: groups must divide filters ${filters}, got ${groups}.`);
}

/** Refuses channels that the groups do not divide. */
export function checkChannels(who: string, channels: number | null, groups: number): void {
  if (channels !== null && channels % groups !== 0) {
    throw new RangeError(`${who}: groups must divide channels ${channels}, got ${groups}.`);
  }
}

/** Kernel and bias, for a window of this size over so many channels. */
export function convolutionWeights(
  options: ConvolutionOptions,
  window: readonly number[],
  channels: number,
): { kernel: Weight; bias: Weight | false } {
  const {
    filters,
    groups = 1,
    useBias = true,
    kernelInitializer = glorotUniform(),
    biasInitializer = zeros(),
  } = options;
  return {
    kernel: weight([...window, channels / groups, filters], kernelInitializer, {
      regularizer: options.kernelRegularizer,
      constraint: options.kernelConstraint,
    }),
    bias:
      useBias &&
      weight([filters], biasInitializer, { regularizer: options.biasRegularizer, constraint: options.biasConstraint }),
  };
}
