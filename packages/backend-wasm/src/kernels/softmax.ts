import { type Kernel, sizeOf } from '../kernel.js';

/** Over the last axis, the only one tfjs-core asks for. */
export const softmax: Kernel = (m, { logits }) => {
  const n = logits.shape.at(-1) ?? 1;
  const y = m.make(logits.shape);
  m.run.softmax(n === 0 ? 0 : sizeOf(logits.shape) / n, n, m.at(logits), m.at(y));
  return y;
};

export const logSoftmax: Kernel = (m, { logits }) => {
  const n = logits.shape.at(-1) ?? 1;
  const y = m.make(logits.shape);
  m.run.logSoftmax(n === 0 ? 0 : sizeOf(logits.shape) / n, n, m.at(logits), m.at(y));
  return y;
};

export const softmaxCrossentropy: Kernel = (m, { logits, labels }) => {
  const [rows, n] = logits.shape;
  const loss = m.make([rows]);
  const probabilities = m.make(logits.shape);
  m.run.softmaxCrossentropy(rows, n, m.at(logits), m.at(labels), m.at(loss), m.at(probabilities));
  return [loss, probabilities];
};
