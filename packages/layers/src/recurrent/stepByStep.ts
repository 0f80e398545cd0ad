import { expandDims, type Tensor, unstack, zeros } from '@tensorflow/tfjs-core';
import { chosen, overTime, timeSteps } from './onTape.js';

/** How a sequence is walked through. */
export interface How {
  /** `[batch, time]`, bool. A step that does not count leaves the states as they are. */
  readonly mask?: Tensor | undefined;
  readonly goBackwards: boolean;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
}

/** The outputs in the order of the input, or the last one, and the last states. */
export interface Ran {
  readonly y: Tensor;
  readonly states: readonly Tensor[];
}

/** A mask with axes of size 1 behind its own, up to the rank of y. */
export const spread = (mask: Tensor, y: Tensor): Tensor => {
  let spread = mask;
  while (spread.shape.length < y.shape.length) spread = expandDims(spread, -1);
  return spread;
};

/** A whole sequence on the tape, one step after the other. */
export function stepByStep(
  step: (x: Tensor, states: readonly Tensor[]) => Tensor[],
  x: Tensor,
  states: readonly Tensor[],
  { mask, goBackwards, returnSequences }: How,
): Ran {
  const xs = timeSteps(x);
  const counts = mask && unstack(mask, 1);
  const ys: Tensor[] = [];
  let [now, y]: [readonly Tensor[], Tensor | undefined] = [states, undefined];
  for (let s = 0; s < xs.length; s++) {
    const t = goBackwards ? xs.length - 1 - s : s;
    const [output, ...next] = step(xs[t]!, now) as [Tensor, ...Tensor[]];
    const pick = (a: Tensor, b: Tensor): Tensor => (counts ? chosen(spread(counts[t]!, a), a, b) : a);
    y = pick(output, y ?? (counts ? zeros(output.shape) : output));
    now = next.map((state, i) => pick(state, now[i]!));
    ys[t] = y;
  }
  return { y: returnSequences ? overTime(ys) : y!, states: now };
}
