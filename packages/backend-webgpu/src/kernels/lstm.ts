import type { Kernel } from '../kernel.js';
import { back, type Cell, forth, weightGrad } from './recurrent.js';

const places = `
  let gi = g;
  let gf = g + u.units;
  let gn = g + 2 * u.units;
  let go = g + 3 * u.units;`;

const cell: Cell = {
  gates: 4,
  kept: 'cells',
  step: ({ product, bias, masked, h, c }) => [
    `${product([0, 1, 2, 3])}${places}
  if (${masked}) {
    cells[at] = ${c};
    y[at] = ${h};
    return;
  }
  gates[gi] = sigmoid(gates[gi] + p0 + ${bias(0)});
  gates[gf] = sigmoid(gates[gf] + p1 + ${bias(1)});
  gates[gn] = squash(gates[gn] + p2 + ${bias(2)});
  gates[go] = sigmoid(gates[go] + p3 + ${bias(3)});
  let next = gates[gf] * ${c} + gates[gi] * gates[gn];
  cells[at] = next;
  y[at] = gates[go] * squash(next);`,
  ],
  back: ({ masked, c }) => [
    `${places}
  if (${masked}) {
    dz[gi] = 0;
    dz[gf] = 0;
    dz[gn] = 0;
    dz[go] = 0;
    carry[i] = dh;
    return;
  }
  let shown = squash(cells[at]);
  let dc = carry[u.count + i] + dh * gates[go] * (1 - shown * shown);
  dz[gi] = dc * gates[gn] * gates[gi] * (1 - gates[gi]);
  dz[gf] = dc * ${c} * gates[gf] * (1 - gates[gf]);
  dz[gn] = dc * gates[gi] * (1 - gates[gn] * gates[gn]);
  dz[go] = dh * shown * gates[go] * (1 - gates[go]);
  carry[i] = 0;
  carry[u.count + i] = dc * gates[gf];`,
  ],
};

export const lstm: Kernel = forth(() => cell);

export const lstmGrad: Kernel = (backend, inputs, { goBackwards = false }) => {
  const { dz, states } = back(cell, backend, inputs, goBackwards);
  return [dz, weightGrad(backend, inputs.prev!, dz), ...states];
};
