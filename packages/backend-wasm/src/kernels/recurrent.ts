import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernel.js';
import type { Machine } from '../machine.js';

/** Batch, time and features of the input, and the units of the layer. */
const sizes = (x: TensorInfo, recurrentKernel: TensorInfo): [number, number, number, number] => [
  ...(x.shape as [number, number, number]),
  recurrentKernel.shape[0]!,
];

const scratch = (m: Machine, batch: number, units: number, gates: number): number =>
  m.scratch(m.run.recurrentScratch(batch, units, gates));

/** A new tensor that holds what the other holds, or zeros. */
function start(m: Machine, from: TensorInfo | undefined, shape: readonly number[]): TensorInfo {
  if (!from) return m.zeros(shape);
  const copy = m.make(shape);
  m.values(copy).set(m.values(from));
  return copy;
}

export const lstm: Kernel = (m, { x, kernel, recurrentKernel, bias, h, c, mask }, attrs) => {
  const { goBackwards = false, returnSequences = false } = attrs;
  const [batch, time, features, units] = sizes(x, recurrentKernel);
  const [h1, c1] = [m.make([batch, units]), m.make([batch, units])];
  const y = returnSequences ? m.make([batch, time, units]) : undefined;
  const gates = m.make([batch, time, 4 * units]);
  const [prev, cells] = [m.make([batch, time, units]), m.make([batch, time, units])];
  m.run.lstm(
    batch,
    time,
    features,
    units,
    m.at(x),
    m.at(kernel),
    m.at(recurrentKernel),
    m.at(bias),
    m.at(h),
    m.at(c),
    m.at(mask),
    goBackwards,
    m.at(h1),
    m.at(c1),
    m.at(y),
    m.at(gates),
    m.at(prev),
    m.at(cells),
    scratch(m, batch, units, 4),
  );
  return [h1, c1, ...(y ? [y] : []), gates, prev, cells];
};

export const lstmGrad: Kernel = (m, { recurrentKernel, c, mask, gates, prev, cells, dy, dh, dc }, attrs) => {
  const { goBackwards = false, initialStates = false } = attrs;
  const [batch, time, units] = prev.shape as [number, number, number];
  const [dh0, dc0] = [start(m, dh, [batch, units]), start(m, dc, [batch, units])];
  const [dz, dRecurrent] = [m.make(gates.shape), m.make(recurrentKernel.shape)];
  m.run.lstmGrad(
    batch,
    time,
    units,
    m.at(recurrentKernel),
    m.at(c),
    m.at(mask),
    goBackwards,
    initialStates,
    m.at(gates),
    m.at(prev),
    m.at(cells),
    m.at(dy),
    m.at(dh0),
    m.at(dc0),
    m.at(dz),
    m.at(dRecurrent),
    scratch(m, batch, units, 4),
  );
  return [dz, dRecurrent, dh0, dc0];
};

export const simpleRNN: Kernel = (m, { x, kernel, recurrentKernel, bias, h, mask }, attrs) => {
  const { goBackwards = false, returnSequences = false } = attrs;
  const [batch, time, features, units] = sizes(x, recurrentKernel);
  const h1 = m.make([batch, units]);
  const y = returnSequences ? m.make([batch, time, units]) : undefined;
  const [gates, prev] = [m.make([batch, time, units]), m.make([batch, time, units])];
  m.run.simpleRNN(
    batch,
    time,
    features,
    units,
    m.at(x),
    m.at(kernel),
    m.at(recurrentKernel),
    m.at(bias),
    m.at(h),
    m.at(mask),
    goBackwards,
    m.at(h1),
    m.at(y),
    m.at(gates),
    m.at(prev),
    scratch(m, batch, units, 1),
  );
  return [h1, ...(y ? [y] : []), gates, prev];
};

export const simpleRNNGrad: Kernel = (m, { recurrentKernel, mask, gates, prev, dy, dh }, attrs) => {
  const { goBackwards = false, initialStates = false } = attrs;
  const [batch, time, units] = prev.shape as [number, number, number];
  const dh0 = start(m, dh, [batch, units]);
  const [dz, dRecurrent] = [m.make(gates.shape), m.make(recurrentKernel.shape)];
  m.run.simpleRNNGrad(
    batch,
    time,
    units,
    m.at(recurrentKernel),
    m.at(mask),
    goBackwards,
    initialStates,
    m.at(gates),
    m.at(prev),
    m.at(dy),
    m.at(dh0),
    m.at(dz),
    m.at(dRecurrent),
    scratch(m, batch, units, 1),
  );
  return [dz, dRecurrent, dh0];
};

export const gru: Kernel = (m, { x, kernel, recurrentKernel, bias, h, mask }, attrs) => {
  const { goBackwards = false, returnSequences = false, resetAfter = false } = attrs;
  const [batch, time, features, units] = sizes(x, recurrentKernel);
  const h1 = m.make([batch, units]);
  const y = returnSequences ? m.make([batch, time, units]) : undefined;
  const gates = m.make([batch, time, 3 * units]);
  const [prev, inner] = [m.make([batch, time, units]), m.make([batch, time, units])];
  m.run.gru(
    batch,
    time,
    features,
    units,
    resetAfter,
    m.at(x),
    m.at(kernel),
    m.at(recurrentKernel),
    m.at(bias),
    m.at(h),
    m.at(mask),
    goBackwards,
    m.at(h1),
    m.at(y),
    m.at(gates),
    m.at(prev),
    m.at(inner),
    scratch(m, batch, units, 3),
  );
  return [h1, ...(y ? [y] : []), gates, prev, inner];
};

export const gruGrad: Kernel = (m, { recurrentKernel, mask, gates, prev, inner, dy, dh }, attrs) => {
  const { goBackwards = false, initialStates = false, resetAfter = false } = attrs;
  const [batch, time, units] = prev.shape as [number, number, number];
  const dh0 = start(m, dh, [batch, units]);
  const [dz, dRecurrent] = [m.make(gates.shape), m.make(recurrentKernel.shape)];
  const dBias = resetAfter ? m.make([3 * units]) : undefined;
  const dInner = resetAfter ? m.make(inner.shape) : undefined;
  m.run.gruGrad(
    batch,
    time,
    units,
    resetAfter,
    m.at(recurrentKernel),
    m.at(mask),
    goBackwards,
    initialStates,
    m.at(gates),
    m.at(prev),
    m.at(inner),
    m.at(dy),
    m.at(dh0),
    m.at(dz),
    m.at(dRecurrent),
    m.at(dBias),
    m.at(dInner),
    scratch(m, batch, units, 3),
  );
  if (dInner) m.backend.disposeData(dInner.dataId);
  return [dz, dRecurrent, dh0, ...(dBias ? [dBias] : [])];
};
