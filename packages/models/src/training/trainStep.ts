import type { CallContext } from '@tenonjs/contracts';
import { dispose, keep, type Scalar, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import type { Network } from '../network/network.js';
import { trainableVariables } from '../network/trainableVariables.js';
import type { Batch } from './batches.js';
import type { Compiled, Head } from './compile.js';
import { gradients, type Judged, judged, type Objective, objective, weightedSum } from './objective.js';

/** What a step shows of a batch, while it lives. */
export interface Seen {
  /** With the penalties. */
  readonly total: Scalar;
  readonly penalty: Scalar | undefined;
  /** `objective` is absent where an output has no loss. */
  readonly outputs: readonly { readonly judged: Judged; readonly objective: Objective | undefined }[];
}

/** Forward, and what comes of it. */
function forward(
  network: Network<any, any>,
  heads: readonly Head[],
  { x, y, weights }: Batch,
  context: CallContext,
): Seen {
  const penalties: Scalar[] = [];
  const { outputs, masks } = network.forward(x, { ...context, addLoss: (penalty) => penalties.push(penalty) });
  if (outputs.length !== heads.length)
    throw new RangeError(`fit: the model must give ${heads.length} outputs, got ${outputs.length}.`);
  const seen = outputs.map((output, i) => {
    const { loss } = heads[i]!;
    // Where nothing is asked of an output there need be no targets.
    const rows = judged(y[i] ?? output, output, masks[i] ?? null, weights[i]);
    return { judged: rows, objective: loss ? objective(rows, loss) : undefined };
  });
  penalties.push(...(network.losses?.() ?? []));
  const penalty = penalties.length > 0 ? weightedSum(penalties.map((value) => [1, value])) : undefined;
  const terms = seen.flatMap(({ objective }, i) => (objective ? [[heads[i]!.weight, objective.value] as const] : []));
  return { total: weightedSum(penalty ? [...terms, [1, penalty]] : terms), penalty, outputs: seen };
}

/**
 * One step of training: forward, backward, update, constraints.
 *
 * @param observe - Sees the batch's loss and predictions while they live.
 */
export function trainStep(
  network: Network<any, any>,
  compiled: Compiled,
  batch: Batch,
  seed: number,
  observe: (seen: Seen) => void,
): void {
  tidy(() => update(network, compiled, backward(network, compiled, batch, seed, observe)));
}

export interface BackwardOptions {
  /** Factors of the gradients; none. */
  readonly factors?: (seen: Seen) => readonly (number | Scalar)[];
  /** Called at the end of what is differentiated, by `handles` in place of the variables: `whenReady`. */
  readonly watch?: (variables: readonly Variable[], handles: readonly Tensor[]) => void;
}

/** The gradients of the trainable variables, in their order. Runs in a tidy. */
export function backward(
  network: Network<any, any>,
  { heads }: Compiled,
  batch: Batch,
  seed: number,
  observe: (seen: Seen) => void,
  { factors, watch }: BackwardOptions = {},
): Tensor[] {
  const variables = trainableVariables(network);
  if (variables.length === 0) throw new Error('fit: nothing to train: no layer has trainable weights.');
  const given = new Set<unknown>([...batch.x, ...batch.y, ...batch.weights]);
  let seen!: Seen;
  const own: Tensor[] = [];
  const handles = watch ? variables.map((variable) => variable.clone()) : variables;
  const { grads } = gradients(() => {
    seen = forward(network, heads, batch, { training: true, seed });
    // Whatever is read after the forward pass must outlive its tidy.
    const { total, penalty, outputs } = seen;
    for (const tensor of [
      total,
      penalty,
      ...outputs.flatMap(({ judged, objective }) => [...Object.values(judged), objective?.value, objective?.count]),
    ])
      if (typeof tensor === 'object' && !given.has(tensor)) own.push(keep(tensor as Tensor));
    const result = (factors?.(seen) ?? []).reduce<Scalar>((value, factor) => weightedSum([[factor, value]]), total);
    watch?.(variables, handles);
    return result;
  }, handles);
  observe(seen);
  dispose(own);
  return grads;
}

/** Update and constraints. */
export function update(
  network: Network<any, any>,
  { optimizer }: Pick<Compiled, 'optimizer'>,
  grads: readonly Tensor[],
): void {
  optimizer.applyGradients(trainableVariables(network).map(({ name }, i) => ({ name, tensor: grads[i]! })));
  for (const [name, constraint] of Object.entries(network.constraints ?? {})) {
    const weight = network.weights[name] as Variable;
    weight.assign(constraint(weight));
  }
}

/** One step of testing. */
export function testStep(
  network: Network<any, any>,
  { heads }: Pick<Compiled, 'heads'>,
  batch: Batch,
  observe: (seen: Seen) => void,
): void {
  tidy(() => observe(forward(network, heads, batch, { training: false })));
}
