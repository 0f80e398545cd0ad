import {
  add,
  Cumprod,
  cumprod,
  cumsum,
  type GradConfig,
  mul,
  oneHot,
  range,
  reshape,
  sub,
  sum,
} from '@tensorflow/tfjs-core';
import { wholeAxes } from './axes.js';
import { gradient } from './gradient.js';

/** Written without a division, so that it holds at zeros; it takes n² memory along the axis. */
export const cumprodGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Cumprod,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], { axis, exclusive, reverse }: { axis: number; exclusive: boolean; reverse: boolean }) => ({
    x: () => {
      const at = wholeAxes(axis, x.rank)[0]!;
      const [n, inner] = [x.shape[at]!, x.shape.slice(at + 1).reduce((a, b) => a * b, 1)];
      // Row i of the products leaves out x[i], and counts where y[j] has it as a factor.
      const own = reshape(oneHot(range(0, n, 1, 'int32'), n), [1, n, n, 1]);
      const others = add(mul(reshape(x, [-1, 1, n, inner]), sub(1, own)), own);
      const has = cumsum(own, 2, exclusive, reverse);
      const products = mul(mul(cumprod(others, 2, exclusive, reverse), has), reshape(dy, [-1, 1, n, inner]));
      return reshape(sum(products, 2), x.shape);
    },
  }),
});
