import { builtin, type Kernel } from '../kernel.js';
import { back, type Cell, forth, weightGrad } from './recurrent.js';

const places = `
  let gz = g;
  let gr = g + u.units;
  let gn = g + 2 * u.units;`;

// A step that the mask passes over is one with z = 1 and the rest 0, which keeps h, and all of its gradient, as they are.

/** ĥ of the product of the state times r; `inner` is that product. */
const after: Cell = {
  gates: 3,
  kept: 'inner',
  apart: true,
  step: ({ product, bias, masked, h }) => [
    `${product([0, 1, 2])}${places}
  let own = p2 + ${bias(5)};
  let z = select(sigmoid(gates[gz] + p0 + ${bias(0)} + ${bias(3)}), 1, ${masked});
  let r = select(sigmoid(gates[gr] + p1 + ${bias(1)} + ${bias(4)}), 0, ${masked});
  let n = select(squash(gates[gn] + r * own + ${bias(2)}), 0, ${masked});
  gates[gz] = z;
  gates[gr] = r;
  gates[gn] = n;
  inner[at] = own;
  y[at] = z * ${h} + (1 - z) * n;`,
  ],
  back: () => [
    `${places}
  let z = gates[gz];
  let r = gates[gr];
  let n = gates[gn];
  let dn = dh * (1 - z) * (1 - n * n);
  dz[gz] = dh * (prev[at] - n) * z * (1 - z);
  dz[gr] = dn * inner[at] * r * (1 - r);
  dz[gn] = dn;
  dp[gz] = dz[gz];
  dp[gr] = dz[gr];
  dp[gn] = dn * r;
  carry[i] = dh * z;`,
  ],
};

/** ĥ of the product with the state times r; `inner` is r · h. */
const before: Cell = {
  gates: 3,
  kept: 'inner',
  across: 2,
  step: ({ product, bias, masked, h }) => [
    `${product([0, 1])}${places}
  let r = select(sigmoid(gates[gr] + p1 + ${bias(1)}), 0, ${masked});
  gates[gz] = select(sigmoid(gates[gz] + p0 + ${bias(0)}), 1, ${masked});
  gates[gr] = r;
  inner[at] = r * ${h};`,
    `${product([2], 'inner[row * u.units + k]')}${places}
  let z = gates[gz];
  let n = select(squash(gates[gn] + p2 + ${bias(2)}), 0, ${masked});
  gates[gn] = n;
  y[at] = z * ${h} + (1 - z) * n;`,
  ],
  back: () => [
    `${places}
  let z = gates[gz];
  let n = gates[gn];
  dz[gz] = dh * (prev[at] - n) * z * (1 - z);
  dz[gn] = dh * (1 - z) * (1 - n * n);
  carry[i] = dh * z;`,
    `${places}
  var d = 0.0;
  for (var k = 0u; k < u.units; k++) { d += dz[gn - j + k] * turned[(2 * u.units + k) * u.units + j]; }
  let r = gates[gr];
  dz[gr] = d * prev[at] * r * (1 - r);
  carry[i] += d * r;`,
  ],
};

export const gru: Kernel = forth(({ resetAfter = false }) => (resetAfter ? after : before));

export const gruGrad: Kernel = (backend, inputs, { goBackwards = false, resetAfter = false }) => {
  const { prev, inner } = inputs;
  const [batch, time, units] = prev!.shape as [number, number, number];
  const rows = batch * time;
  if (resetAfter) {
    const { dz, dp, states } = back(after, backend, inputs, goBackwards);
    const dBias = builtin(backend, 'Sum', { x: { ...dp, shape: [rows, 3 * units] } }, { axis: 0, keepDims: false });
    const dRecurrent = weightGrad(backend, prev!, dp);
    backend.disposeData(dp.dataId);
    return [dz, dRecurrent, ...states, dBias];
  }
  const { dz, states } = back(before, backend, inputs, goBackwards);
  const parts = [
    { x: prev!, from: 0, gates: 2 },
    { x: inner!, from: 2, gates: 1 },
  ].map(({ x, from, gates }) => {
    const where = { begin: [0, 0, from * units], size: [batch, time, gates * units] };
    const columns = builtin(backend, 'Slice', { x: dz }, where);
    const product = weightGrad(backend, x, columns);
    backend.disposeData(columns.dataId);
    return product;
  });
  const dRecurrent = builtin(backend, 'Concat', parts, { axis: 1 });
  for (const { dataId } of parts) backend.disposeData(dataId);
  return [dz, dRecurrent, ...states];
};
