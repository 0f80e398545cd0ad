import { kernel } from '@tenonjs/internal';
import { add, type Tensor } from '@tensorflow/tfjs-core';
import type { Given, Noisy, Pass, Recurrence, RecurrentWeights } from './recurrence.js';

/** A sequence by the backend's kernel, where it has one. */
export function fused(
  of: Recurrence,
  x: Tensor,
  weights: RecurrentWeights,
  given: Given,
  how: Noisy,
): Pass | undefined {
  const { mask, goBackwards, returnSequences } = how;
  const initialStates = given.h !== undefined;
  const outputs = kernel(of.kernel, { x, ...weights, ...given, mask }, { goBackwards, returnSequences, ...of.attrs });
  if (!outputs) return undefined;
  const count = of.states.length;
  const memo = outputs.slice(count + (returnSequences ? 1 : 0));
  const others: Given = { c: given.c, mask };
  const present = Object.entries(others).filter((entry): entry is [string, Tensor] => entry[1] !== undefined);
  return {
    y: outputs[returnSequences ? count : 0]!,
    states: outputs.slice(0, count),
    keep: [weights.recurrentKernel, ...memo, ...present.map(([, tensor]) => tensor)],
    back: (dy, dStates, kept) => {
      const names = ['recurrentKernel', ...of.memo, ...present.map(([name]) => name)];
      const inputs = Object.fromEntries(names.map((name, i) => [name, kept[i]!]));
      const [dh, dc] = returnSequences ? dStates : [dStates[0] ? add(dy, dStates[0]) : dy, dStates[1]];
      const [dz, dRecurrentKernel, ...rest] = kernel(
        `${of.kernel}Grad`,
        { ...inputs, dy: returnSequences ? dy : undefined, dh, dc },
        { goBackwards, initialStates, ...of.attrs },
      )!;
      return {
        dz: dz!,
        recurrentKernel: () => dRecurrentKernel!,
        recurrentBias: () => rest[count]!,
        states: rest.slice(0, count),
      };
    },
  };
}
