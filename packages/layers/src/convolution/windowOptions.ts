import type { Activation, Constraint, Initializer, Regularizer } from '@tenonjs/contracts';
import type { LayerOptions } from '../layer.js';
import type { Padding } from './geometry.js';

/** What every layer takes whose weights slide over its input; `Size` is one number, a pair or a triple. */
export interface WindowOptions<Size, Pad = Padding> extends LayerOptions {
  /** The size of the window along each axis; one number stands for all. */
  readonly kernelSize: Size;
  /** Steps between windows; 1 by default. */
  readonly strides?: Size;
  /** `'valid'` by default. */
  readonly padding?: Pad;
  /** Steps between the elements of a window; 1 by default. */
  readonly dilationRate?: Size;
  /** The only one that backends share. */
  readonly dataFormat?: 'channelsLast';
  /** Applied to the outputs; none by default. */
  readonly activation?: Activation;
  /** Adds a bias; true by default. */
  readonly useBias?: boolean;
  /** `zeros()` by default. */
  readonly biasInitializer?: Initializer;
  readonly biasRegularizer?: Regularizer;
  readonly biasConstraint?: Constraint;
}

/** The initializer, regularizer and constraint of a kernel. */
export interface KernelOptions {
  /** `glorotUniform()` by default. */
  readonly kernelInitializer?: Initializer;
  readonly kernelRegularizer?: Regularizer;
  readonly kernelConstraint?: Constraint;
}

/** Those of the kernel that slides over each channel alone. */
export interface DepthwiseOptions {
  /** How many outputs a channel has; 1 by default. */
  readonly depthMultiplier?: number;
  /** `glorotUniform()` by default. */
  readonly depthwiseInitializer?: Initializer;
  readonly depthwiseRegularizer?: Regularizer;
  readonly depthwiseConstraint?: Constraint;
}
