import { getKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGpuBackend } from './backend.js';

/** A kernel of the kernels page on this backend. */
export type Kernel = (
  backend: WebGpuBackend,
  inputs: Readonly<Record<string, TensorInfo>>,
  attrs: Readonly<Record<string, any>>,
) => TensorInfo[];

/** The number of a tensor's values. */
export const sizeOf = ({ shape }: { shape: readonly number[] }): number => shape.reduce((a, b) => a * b, 1);

/** A kernel of tfjs's own, within one of ours. */
export const builtin = (
  backend: WebGpuBackend,
  name: string,
  inputs: Readonly<Record<string, TensorInfo>> | readonly TensorInfo[],
  attrs: object,
): TensorInfo => getKernel(name, 'webgpu')!.kernelFunc({ inputs, backend, attrs } as never) as TensorInfo;
