import { dispatch } from '../dispatch.js';
import { reductions } from '../functions.js';
import type { Kernel } from '../kernel.js';

export const softmaxCrossentropy: Kernel = (backend, { logits, labels }) => {
  const [rows, classes] = logits!.shape as [number, number];
  return dispatch(backend, {
    inputs: { logits, labels },
    outputs: { loss: { shape: [rows] }, probabilities: logits },
    integers: { classes },
    // Not a number, in a form that no compiler folds away.
    floats: { nan: Number.NaN },
    count: rows,
    each: 'group',
    head: reductions,
    body: `
  let row = i * u.classes;
  var most = logits[row];
  for (var c = t; c < u.classes; c += GROUP) { most = max(most, logits[row + c]); }
  most = maxOf(t, most);
  var sum = 0.0;
  for (var c = t; c < u.classes; c += GROUP) { sum += exp(logits[row + c] - most); }
  sum = sumOf(t, sum);
  for (var c = t; c < u.classes; c += GROUP) { probabilities[row + c] = exp(logits[row + c] - most) / sum; }
  if (t == 0u) {
    let label = labels[i];
    if (label < 0 || label >= i32(u.classes)) { loss[i] = u.nan; }
    else { loss[i] = log(sum) - (logits[row + u32(label)] - most); }
  }`,
  });
};
