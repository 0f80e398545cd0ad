import type { Kernel } from '../kernel.js';
import { back, type Cell, forth, weightGrad } from './recurrent.js';

const cell: Cell = {
  gates: 1,
  step: ({ product, bias, masked, h }) => [
    `${product([0])}
  gates[g] = squash(gates[g] + p0 + ${bias(0)});
  y[at] = select(gates[g], ${h}, ${masked});`,
  ],
  back: ({ masked }) => [
    `
  dz[g] = select(dh * (1 - gates[g] * gates[g]), 0, ${masked});
  carry[i] = select(0, dh, ${masked});`,
  ],
};

export const simpleRNN: Kernel = forth(() => cell);

export const simpleRNNGrad: Kernel = (backend, inputs, { goBackwards = false }) => {
  const { dz, states } = back(cell, backend, inputs, goBackwards);
  return [dz, weightGrad(backend, inputs.prev!, dz), ...states];
};
