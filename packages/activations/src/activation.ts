import type { Named } from '@tenonjs/contracts';
import { named } from '@tenonjs/internal';
import type { Tensor } from '@tensorflow/tfjs-core';

/** An activation that takes options; used as a plain `Activation` it has its defaults. */
export type ActivationWith<Options> = Named & ((x: Tensor, options?: Options) => Tensor);

/** Names an activation and lets it see float tensors only. Call it behind `@__PURE__`, so that it is tree-shaken. */
export function activation<Options>(
  type: string,
  f: (x: Tensor, options?: Options) => Tensor,
): ActivationWith<Options> {
  return named(type, (x: Tensor, options?: Options) => {
    if (x.dtype !== 'float32') throw new TypeError(`${type}: x must be float32, got ${x.dtype}.`);
    return f(x, options);
  });
}
