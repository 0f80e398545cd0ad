import type { Named } from '@tenonjs/contracts';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';

/** A loss that takes options; used as a plain `Loss` it has its defaults. */
export type LossWith<Options> = Named & ((yTrue: Tensor, yPred: Tensor, options?: Options) => Tensor1D);
