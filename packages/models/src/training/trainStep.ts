import { keep, type Scalar, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import type { Network } from '../network/network.js';
import { trainableVariables } from '../network/trainableVariables.js';
import type { Batch } from './batches.js';
import type { Compiled } from './compile.js';
import { gradients, type Judged, judged, type Objective, objective } from './objective.js';

/**
 * One step of training: forward, backward, update, constraints.
 *
 * @param observe - Sees the batch's loss and predictions while they live.
 */
export function trainStep(
  network: Network,
  { optimizer, loss }: Compiled,
  { x, y, weights }: Batch,
  seed: number,
  observe: (objective: Objective, judged: Judged) => void,
): void {
  const variables = trainableVariables(network);
  if (variables.length === 0) throw new Error('fit: nothing to train: no layer has trainable weights.');
  tidy(() => {
    let seen: [Objective, Judged] | undefined;
    const { value, grads } = gradients(() => {
      const penalties: Scalar[] = [];
      const { outputs, mask } = network.forward(x, {
        training: true,
        seed,
        addLoss: (penalty) => penalties.push(penalty),
      });
      const rows = judged(y, outputs, mask, weights);
      const result = objective(rows, loss, [...(network.losses?.() ?? []), ...penalties]);
      // Whatever is read after the forward pass must outlive its tidy.
      for (const tensor of [...Object.values(rows), result.count]) if (typeof tensor !== 'number') keep(tensor);
      seen = [result, rows];
      return result.value;
    }, variables);
    const [{ count }, rows] = seen!;
    optimizer.applyGradients(variables.map(({ name }, i) => ({ name, tensor: grads[i]! })));
    constrain(network);
    observe({ value, count }, rows);
    for (const tensor of [...Object.values(rows), count])
      if (typeof tensor !== 'number' && tensor !== y && tensor !== weights) (tensor as Tensor).dispose();
  });
}

function constrain(network: Network): void {
  for (const [name, constraint] of Object.entries(network.constraints ?? {})) {
    const weight = network.weights[name] as Variable;
    weight.assign(constraint(weight));
  }
}

/** One step of testing. */
export function testStep(
  network: Network,
  { loss }: Pick<Compiled, 'loss'>,
  { x, y, weights }: Batch,
  observe: (objective: Objective, judged: Judged) => void,
): void {
  tidy(() => {
    const penalties: Scalar[] = [];
    const { outputs, mask } = network.forward(x, { training: false, addLoss: (penalty) => penalties.push(penalty) });
    const rows = judged(y, outputs, mask, weights);
    observe(objective(rows, loss, [...(network.losses?.() ?? []), ...penalties]), rows);
  });
}
