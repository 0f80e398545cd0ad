import { cumprod, type GradConfig, mul, Prod, reshape, transpose } from '@tensorflow/tfjs-core';
import { wholeAxes } from './axes.js';
import { gradient } from './gradient.js';

/** Written without a division, so that it holds at zeros. */
export const prodGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Prod,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], { axis }: { axis: number | number[] }) => ({
    x: () => {
      const axes = wholeAxes(axis, x.rank);
      const kept = x.shape.flatMap((_, i) => (axes.includes(i) ? [] : [i]));
      const order = [...kept, ...axes];
      const moved = transpose(x, order);
      const rows = reshape(moved, [dy.size, x.size / dy.size]);
      const others = mul(cumprod(rows, 1, true, false), cumprod(rows, 1, true, true));
      const gradient = reshape(mul(reshape(dy, [dy.size, 1]), others), moved.shape);
      return transpose(
        gradient,
        order.map((_, i) => order.indexOf(i)),
      );
    },
  }),
});
