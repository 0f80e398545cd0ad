import type { Shape, TrainingModel } from '@tenonjs/contracts';
import type { TrainingState } from '../model.js';
import type { Network } from '../network/network.js';
import type { Compiled } from './compile.js';

/** What training works on: the model's inside. */
export interface Trainee {
  readonly model: TrainingModel;
  readonly network: Network<any, any>;
  /** Throws where `compile` was not called. */
  readonly compiled: Compiled;
  readonly seed: number;
  /** Batches trained so far, which seed the next one's dropout. */
  step: number;
  /** Makes the weights for inputs of these shapes, where there are none yet. */
  build(shapes: readonly Shape[]): void;
  /** Goes on from a saved state, once there is an optimizer. */
  resume(state: TrainingState): void;
  /** Gives the optimizer the state it was saved with, once. */
  restoreOptimizer(): Promise<void>;
}
