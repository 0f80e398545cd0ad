import { broadcastTo, Einsum, einsum, type GradConfig, reshape } from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** `Einsum`: for each input the einsum of the gradient with the other, summed or spread over what the equation drops. */
export const einsumGradient: GradConfig = /* @__PURE__ */ gradient({
  kernelName: Einsum,
  saveAllInputs: true,
  gradFunc: (dy, saved, { equation }: { equation: string }) => {
    const [left, output] = equation.replace(/\s/g, '').split('->') as [string, string];
    const labels = left.split(',');
    return saved.map((input, which) => () => {
      const own = labels[which]!;
      const others = labels.filter((_, i) => i !== which);
      // What stands in this operand alone was summed: its gradient is the same all along that axis.
      const shared = [...own].filter((label) => `${output}${others.join('')}`.includes(label)).join('');
      const product = einsum(`${[output, ...others].join(',')}->${shared}`, dy, ...saved.filter((_, i) => i !== which));
      const shape = input.shape.map((size, i) => (shared.includes(own[i]!) ? size : 1));
      return broadcastTo(reshape(product, shape), input.shape);
    });
  },
});
