import { getKernel, registerKernel, type TensorInfo, unregisterKernel } from '@tensorflow/tfjs-core';

/** A kernel that is handed its backend; it gives all its outputs in a row. */
type KernelOf<B> = (
  backend: B,
  inputs: Readonly<Record<string, TensorInfo>>,
  attrs: Readonly<Record<string, any>>,
) => TensorInfo[];

/** Gives a backend these kernels, in place of its own of the same names. */
export function registerKernels<B>(backendName: string, kernels: Readonly<Record<string, KernelOf<B>>>): void {
  for (const [kernelName, kernel] of Object.entries(kernels)) {
    if (getKernel(kernelName, backendName)) unregisterKernel(kernelName, backendName);
    registerKernel({
      kernelName,
      backendName,
      kernelFunc: ({ inputs, attrs, backend }) => {
        const outputs = kernel(backend as B, inputs as never, attrs ?? {});
        // tfjs wants a single output without an array around it.
        return outputs.length === 1 ? outputs[0]! : outputs;
      },
    });
  }
}
