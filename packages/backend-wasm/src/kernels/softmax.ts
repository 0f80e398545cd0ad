import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Kernel, sizeOf } from '../kernel.js';
import type { Work } from '../machine.js';

const rows = (x: TensorInfo, n: number): Work => ({ count: n === 0 ? 0 : sizeOf(x.shape) / n, cost: 30 * n });

/** Over the last axis, the only one tfjs-core asks for. */
export const softmax: Kernel = (m, { logits }) => {
  const n = logits.shape.at(-1) ?? 1;
  const y = m.make(logits.shape);
  m.parallel('softmax', rows(logits, n), 'count', n, m.along(logits, 4 * n), m.along(y, 4 * n));
  return y;
};

/** The gradient through a softmax over the last axis, told by its output. */
export const softmaxGrad: Kernel = (m, { dy, y }) => {
  const n = y.shape.at(-1) ?? 1;
  const dx = m.make(y.shape);
  m.parallel(
    'softmaxGrad',
    { ...rows(y, n), cost: 6 * n },
    'count',
    n,
    m.along(y, 4 * n),
    m.along(dy, 4 * n),
    m.along(dx, 4 * n),
    1,
  );
  return dx;
};

export const logSoftmax: Kernel = (m, { logits }) => {
  const n = logits.shape.at(-1) ?? 1;
  const y = m.make(logits.shape);
  m.parallel('logSoftmax', rows(logits, n), 'count', n, m.along(logits, 4 * n), m.along(y, 4 * n));
  return y;
};

export const softmaxCrossentropy: Kernel = (m, { logits, labels }) => {
  const n = logits.shape[1];
  const loss = m.make([logits.shape[0]]);
  const probabilities = m.make(logits.shape);
  m.parallel(
    'softmaxCrossentropy',
    { count: logits.shape[0], cost: 30 * n },
    'count',
    n,
    m.along(logits, 4 * n),
    m.along(labels),
    m.along(loss),
    m.along(probabilities, 4 * n),
  );
  return [loss, probabilities];
};
