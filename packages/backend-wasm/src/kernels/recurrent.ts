import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Kernel, sizeOf } from '../kernel.js';
import type { Argument, Machine, Work } from '../machine.js';
import { gemm } from './matMul.js';

/** Batch, time and features of the input, and the units of the layer. */
const sizes = (x: TensorInfo, recurrentKernel: TensorInfo): [number, number, number, number] => [
  ...(x.shape as [number, number, number]),
  recurrentKernel.shape[0]!,
];

/** The samples as units of work: none needs another's, forwards, and backwards but for the weights' gradients. */
const samples = (m: Machine, batch: number, time: number, inputs: number, units: number, gates: number): Work => ({
  count: batch,
  cost: time * inputs * gates * units,
  grain: 4,
  // The recurrent kernel is packed for each share.
  overhead: 3 * units * gates * units,
  scratch: m.run.recurrentScratch(batch, units, gates),
});

/** A tensor's address as it moves from sample to sample. */
const bySample = (m: Machine, x: TensorInfo | undefined): Argument =>
  m.along(x, x && sizeOf(x.shape.slice(1)) * (x.dtype === 'bool' ? 1 : 4));

/** The gradient of some of the recurrent kernel's gates: stateᵀ · dz over all samples and steps. */
function recurrentGradient(
  m: Machine,
  state: TensorInfo,
  dz: TensorInfo,
  dRecurrent: TensorInfo,
  { from = 0, to = 0, gates }: { from?: number; to?: number; gates: number },
): void {
  const [batch, time, units] = state.shape as [number, number, number];
  gemm(m, {
    rows: units,
    n: gates * units,
    k: batch * time,
    a: m.at(state),
    aRow: 1,
    aColumn: units,
    b: m.at(dz) + 4 * from * units,
    bRow: dz.shape[2]!,
    bColumn: 1,
    c: m.at(dRecurrent) + 4 * to * units,
    cRow: dRecurrent.shape[1]!,
  });
}

/** A new tensor that holds what the other holds, or zeros. */
function start(m: Machine, from: TensorInfo | undefined, shape: readonly number[]): TensorInfo {
  if (!from) return m.zeros(shape);
  const copy = m.make(shape);
  m.values(copy).set(m.values(from));
  return copy;
}

export const lstm: Kernel = (m, { x, kernel, recurrentKernel, bias, h, c, mask }, attrs) => {
  const { goBackwards = false, returnSequences = false, gateSlope = 0 } = attrs;
  const [batch, time, features, units] = sizes(x, recurrentKernel);
  const [h1, c1] = [m.make([batch, units]), m.make([batch, units])];
  const y = returnSequences ? m.make([batch, time, units]) : undefined;
  const gates = m.make([batch, time, 4 * units]);
  const [prev, cells] = [m.make([batch, time, units]), m.make([batch, time, units])];
  m.parallel(
    'lstm',
    samples(m, batch, time, features + units, units, 4),
    'count',
    time,
    features,
    units,
    gateSlope,
    bySample(m, x),
    m.at(kernel),
    m.at(recurrentKernel),
    m.at(bias),
    bySample(m, h),
    bySample(m, c),
    bySample(m, mask),
    goBackwards,
    bySample(m, h1),
    bySample(m, c1),
    bySample(m, y),
    bySample(m, gates),
    bySample(m, prev),
    bySample(m, cells),
    'scratch',
  );
  return [h1, c1, ...(y ? [y] : []), gates, prev, cells];
};

export const lstmGrad: Kernel = (m, { recurrentKernel, c, mask, gates, prev, cells, dy, dh, dc }, attrs) => {
  const { goBackwards = false, initialStates = false, gateSlope = 0 } = attrs;
  const [batch, time, units] = prev.shape as [number, number, number];
  const [dh0, dc0] = [start(m, dh, [batch, units]), start(m, dc, [batch, units])];
  const [dz, dRecurrent] = [m.make(gates.shape), m.make(recurrentKernel.shape)];
  m.parallel(
    'lstmGrad',
    samples(m, batch, time, units, units, 4),
    'count',
    time,
    units,
    gateSlope,
    m.at(recurrentKernel),
    bySample(m, c),
    bySample(m, mask),
    goBackwards,
    initialStates,
    bySample(m, gates),
    bySample(m, prev),
    bySample(m, cells),
    bySample(m, dy),
    bySample(m, dh0),
    bySample(m, dc0),
    bySample(m, dz),
    'scratch',
  );
  recurrentGradient(m, prev, dz, dRecurrent, { gates: 4 });
  return [dz, dRecurrent, dh0, dc0];
};

export const simpleRNN: Kernel = (m, { x, kernel, recurrentKernel, bias, h, mask }, attrs) => {
  const { goBackwards = false, returnSequences = false } = attrs;
  const [batch, time, features, units] = sizes(x, recurrentKernel);
  const h1 = m.make([batch, units]);
  const y = returnSequences ? m.make([batch, time, units]) : undefined;
  const [gates, prev] = [m.make([batch, time, units]), m.make([batch, time, units])];
  m.parallel(
    'simpleRNN',
    samples(m, batch, time, features + units, units, 1),
    'count',
    time,
    features,
    units,
    bySample(m, x),
    m.at(kernel),
    m.at(recurrentKernel),
    m.at(bias),
    bySample(m, h),
    bySample(m, mask),
    goBackwards,
    bySample(m, h1),
    bySample(m, y),
    bySample(m, gates),
    bySample(m, prev),
    'scratch',
  );
  return [h1, ...(y ? [y] : []), gates, prev];
};

export const simpleRNNGrad: Kernel = (m, { recurrentKernel, mask, gates, prev, dy, dh }, attrs) => {
  const { goBackwards = false, initialStates = false } = attrs;
  const [batch, time, units] = prev.shape as [number, number, number];
  const dh0 = start(m, dh, [batch, units]);
  const [dz, dRecurrent] = [m.make(gates.shape), m.make(recurrentKernel.shape)];
  m.parallel(
    'simpleRNNGrad',
    samples(m, batch, time, units, units, 1),
    'count',
    time,
    units,
    m.at(recurrentKernel),
    bySample(m, mask),
    goBackwards,
    initialStates,
    bySample(m, gates),
    bySample(m, prev),
    bySample(m, dy),
    bySample(m, dh0),
    bySample(m, dz),
    'scratch',
  );
  recurrentGradient(m, prev, dz, dRecurrent, { gates: 1 });
  return [dz, dRecurrent, dh0];
};

export const gru: Kernel = (m, { x, kernel, recurrentKernel, bias, h, mask }, attrs) => {
  const { goBackwards = false, returnSequences = false, resetAfter = false, gateSlope = 0 } = attrs;
  const [batch, time, features, units] = sizes(x, recurrentKernel);
  const h1 = m.make([batch, units]);
  const y = returnSequences ? m.make([batch, time, units]) : undefined;
  const gates = m.make([batch, time, 3 * units]);
  const [prev, inner] = [m.make([batch, time, units]), m.make([batch, time, units])];
  m.parallel(
    'gru',
    samples(m, batch, time, features + units, units, 3),
    'count',
    time,
    features,
    units,
    gateSlope,
    resetAfter,
    bySample(m, x),
    m.at(kernel),
    m.at(recurrentKernel),
    m.at(bias),
    bySample(m, h),
    bySample(m, mask),
    goBackwards,
    bySample(m, h1),
    bySample(m, y),
    bySample(m, gates),
    bySample(m, prev),
    bySample(m, inner),
    'scratch',
  );
  return [h1, ...(y ? [y] : []), gates, prev, inner];
};

export const gruGrad: Kernel = (m, { recurrentKernel, mask, gates, prev, inner, dy, dh }, attrs) => {
  const { goBackwards = false, initialStates = false, resetAfter = false, gateSlope = 0 } = attrs;
  const [batch, time, units] = prev.shape as [number, number, number];
  const dh0 = start(m, dh, [batch, units]);
  const [dz, dRecurrent] = [m.make(gates.shape), m.make(recurrentKernel.shape)];
  const dBias = resetAfter ? m.make([3 * units]) : undefined;
  const dInner = resetAfter ? m.make(inner.shape) : undefined;
  m.parallel(
    'gruGrad',
    samples(m, batch, time, units, units, 3),
    'count',
    time,
    units,
    gateSlope,
    resetAfter,
    m.at(recurrentKernel),
    bySample(m, mask),
    goBackwards,
    initialStates,
    bySample(m, gates),
    bySample(m, prev),
    bySample(m, inner),
    bySample(m, dy),
    bySample(m, dh0),
    bySample(m, dz),
    bySample(m, dInner),
    'scratch',
  );
  recurrentGradient(m, prev, dz, dRecurrent, { gates: 2 });
  if (dInner) recurrentGradient(m, prev, dInner, dRecurrent, { to: 2, gates: 1 });
  else recurrentGradient(m, inner, dz, dRecurrent, { from: 2, to: 2, gates: 1 });
  if (dBias && dInner) {
    m.run.sum(1, batch * time, 3 * units, m.at(dz), m.at(dBias), 1);
    m.run.sum(1, batch * time, units, m.at(dInner), m.at(dBias) + 8 * units, 1);
  }
  if (dInner) m.backend.disposeData(dInner.dataId);
  return [dz, dRecurrent, dh0, ...(dBias ? [dBias] : [])];
};
