import { dispatch } from '../dispatch.js';
import type { Kernel } from '../kernel.js';

/** tfjs's own keeps one shader for all lengths, and in it the length of the first. */
export const cumsum: Kernel = (backend, { x }, { axis, exclusive = false, reverse = false }) => {
  const { shape, dtype } = x!;
  const at = axis < 0 ? axis + shape.length : axis;
  const size = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);
  const length = shape[at] ?? 1;
  const inner = size(shape.slice(at + 1));
  return dispatch(backend, {
    inputs: { x },
    outputs: { y: { shape, dtype } },
    integers: { length, inner },
    count: length === 0 ? 0 : size(shape) / length,
    body: `
  let first = (i / u.inner) * u.length * u.inner + i % u.inner;
  var sum = ${dtype === 'float32' ? '0.0' : '0i'};
  for (var k = 0u; k < u.length; k++) {
    let at = first + ${reverse ? '(u.length - 1 - k)' : 'k'} * u.inner;
    ${exclusive ? 'y[at] = sum; sum += x[at];' : 'sum += x[at]; y[at] = sum;'}
  }`,
  });
};
