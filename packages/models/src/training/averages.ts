import type { Optimizer } from '@tenonjs/contracts';
import { snapshot } from '../callbacks/snapshot.js';
import type { Trainee } from './trainee.js';

/** Leaves the averages of an optimizer with `useEma` in the weights, as Keras does. */
export function keepAverages({ model }: Trainee): void {
  const optimizer = model.optimizer as Optimizer & { swapWeights?(): void };
  if (!optimizer.swapWeights) return;
  optimizer.swapWeights();
  const averages = snapshot(model.weights);
  optimizer.swapWeights();
  averages.restore();
  averages.dispose();
}
