import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGlBackend } from './backend.js';

/** A kernel of the kernels page on this backend. */
export type Kernel = (
  backend: WebGlBackend,
  inputs: Readonly<Record<string, TensorInfo>>,
  attrs: Readonly<Record<string, any>>,
  /** tfjs's kernel of the name. */
  stock?: KernelFunc,
) => TensorInfo[];
