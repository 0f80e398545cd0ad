import {
  getKernel,
  type KernelConfig,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

/** A kernel that is handed its backend, and the backend's own kernel whose place it has; it gives all its outputs in a row. */
type KernelOf<B> = (
  backend: B,
  inputs: Readonly<Record<string, TensorInfo>>,
  attrs: Readonly<Record<string, any>>,
  stock: KernelFunc | undefined,
) => TensorInfo[];

interface Ours extends KernelConfig {
  readonly stock: KernelFunc | undefined;
}

/** Gives a backend these kernels, in place of its own of the same names. */
export function registerKernels<B>(backendName: string, kernels: Readonly<Record<string, KernelOf<B>>>): void {
  for (const [kernelName, kernel] of Object.entries(kernels)) {
    const before = getKernel(kernelName, backendName) as KernelConfig | Ours | undefined;
    const stock = before && 'stock' in before ? before.stock : before?.kernelFunc;
    if (before) unregisterKernel(kernelName, backendName);
    const ours: Ours = {
      kernelName,
      backendName,
      stock,
      kernelFunc: ({ inputs, attrs, backend }) => {
        const outputs = kernel(backend as B, inputs as never, attrs ?? {}, stock);
        // tfjs wants a single output without an array around it.
        return outputs.length === 1 ? outputs[0]! : outputs;
      },
    };
    registerKernel(ours);
  }
}
