import type { CallContext, Layer, Shape } from '@tenonjs/contracts';
import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { concatenate } from '../src/merging/concatenate.js';
import { reshaped } from '../src/reshaping/reshaped.js';

/** Which time steps count, `[batch, time]`. */
export type Mask = readonly (readonly number[])[];

/**
 * A layer as the harness takes it: several outputs side by side in one tensor of rank 2, and a mask where the options
 * hold one.
 */
export function joined<O extends object>(
  factory: (options: O) => Layer<any, any>,
): (options: O & { readonly mask?: Mask }) => Layer<any, any> {
  return ({ mask, ...options }) => {
    const layer = factory(options as unknown as O);
    const outputShape = (shapes: any): any => {
      const outputs = layer.outputShape(shapes) as Shape | Shape[];
      if (!Array.isArray(outputs[0])) return outputs;
      const sizes = (outputs as Shape[]).map((shape) => shape.slice(1).reduce((a, b) => a! * b!, 1)!);
      return [(outputs as Shape[])[0]![0], sizes.reduce((a, b) => a + b)];
    };
    return Object.defineProperties(
      {
        config: { ...layer.config, ...(mask && { mask }) },
        outputShape,
        call: (inputs: Tensor | Tensor[], context?: CallContext) =>
          tidy(() => {
            const outputs: Tensor | Tensor[] = layer.call(inputs, {
              ...context,
              mask: mask ? tensor(mask as number[][], undefined, 'bool') : null,
            });
            if (!Array.isArray(outputs)) return outputs;
            return concatenate().call(outputs.map((y) => reshaped(y, [y.shape[0]!, y.size / y.shape[0]!])));
          }),
      },
      Object.fromEntries(
        Object.entries(Object.getOwnPropertyDescriptors(layer)).filter(
          ([name]) => !['config', 'outputShape', 'call'].includes(name),
        ),
      ),
    ) as unknown as Layer<any, any>;
  };
}
