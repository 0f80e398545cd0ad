import { type Forward, kernel } from '@tenonjs/internal';
import { engine, type Tensor } from '@tensorflow/tfjs-core';

type Unary = Forward<'x', Tensor>;

/**
 * What an activation's primitive does by the kernels `name` and `nameGrad`, those of them that the backend has; composed of others
 * where it has not, and for gradients of gradients, which kernels know nothing of.
 */
export function fused(name: string, x: Tensor, composed: (x: Tensor) => Unary, attrs: object = {}): Unary {
  const value = kernel(name, { x }, { ...attrs })?.[0];
  if (!value) return composed(x);
  return {
    value,
    keep: [x],
    gradient: (dy, [x]) => ({
      x: () => {
        const inputs = { dy, x: x! };
        const dx = engine().state.gradientDepth === 0 && kernel(`${name}Grad`, inputs, { ...attrs })?.[0];
        if (dx) return dx;
        const { keep, gradient } = composed(x!);
        return gradient(dy, [...keep!]).x!();
      },
    }),
  };
}

/** The gradient of an activation, told by its output, by a kernel; composed where there is none, as above. */
export const fusedGradient = (name: string, dy: Tensor, y: Tensor, composed: () => Tensor): Tensor =>
  (engine().state.gradientDepth === 0 && kernel(name, { dy, y })?.[0]) || composed();
