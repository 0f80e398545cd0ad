import { type DataType, getKernel, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Machine, Work } from './machine.js';

/** A kernel on the backend's heap. tfjs-core checks shapes before it calls one. */
export type Kernel = (m: Machine, inputs: any, attrs: any) => TensorInfo | TensorInfo[];

/** A set of kernels: tfjs's, and Tenon's by the names that they are registered under. */
export interface Kernels {
  readonly stock: readonly KernelConfig[];
  readonly own: Readonly<Record<string, Kernel>>;
}

/** Several sets in one. */
export const union = (sets: readonly Kernels[]): Kernels => ({
  stock: sets.flatMap(({ stock }) => stock),
  own: Object.assign({}, ...sets.map(({ own }) => own)),
});

/** What tfjs's module calls a dtype. */
export const dtypeNumber = ({ dtype }: TensorInfo): number =>
  ['float32', 'int32', 'bool', 'string', 'complex64'].indexOf(dtype);

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** The same data under another shape and dtype. */
export const shared = ({ dataId, dtype }: TensorInfo, shape: number[], as: DataType = dtype): TensorInfo => ({
  dataId,
  shape,
  dtype: as,
});

/** For each index of the broadcast shape, the index of the operand. */
export function broadcast(shape: readonly number[], to: readonly number[]): Int32Array {
  const indices = new Int32Array(sizeOf(to));
  const strides = to.map(() => 0);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1) strides[axis + to.length - shape.length] = stride;
    stride *= shape[axis]!;
  }
  for (let i = 0; i < indices.length; i++) {
    for (let axis = to.length - 1, rest = i; axis >= 0; axis--) {
      indices[i]! += (rest % to[axis]!) * strides[axis]!;
      rest = Math.floor(rest / to[axis]!);
    }
  }
  return indices;
}

/** The elements of a tensor as units of work: by whole cache lines, so that no two threads write into one. */
export const each = (x: TensorInfo, cost: number): Work => ({ count: sizeOf(x.shape), cost, grain: 16 });

/** Runs a kernel by its name: tfjs's own, or what takes the place of it. */
export function stock(m: Machine, name: string, inputs: Record<string, TensorInfo>, attrs: object = {}): TensorInfo {
  const config = m.stock[name] ?? getKernel(name, 'wasm');
  if (!config) throw new Error(`wasm: kernel ${name} is called for; name its family in activate({ kernels }).`);
  return config.kernelFunc({ inputs, backend: m.backend, attrs: attrs as never }) as TensorInfo;
}

/** The same for the last use of `x`. */
export function replaced(
  m: Machine,
  name: string,
  x: TensorInfo,
  as: string,
  others: Record<string, TensorInfo> = {},
  attrs: object = {},
): TensorInfo {
  const y = stock(m, name, { [as]: x, ...others }, attrs);
  m.backend.disposeData(x.dataId);
  return y;
}

/** Flags of the tile's last step, as in assembly/micro.ts. */
export const ADD = 1;
const RELU = 2;
const RELU6 = 4;

/** What is folded into a product: a bias for each column and relu; what is not, is left for `finish`. */
export interface Epilogue {
  readonly bias: number;
  readonly flags: number;
  finish(y: TensorInfo): TensorInfo;
}

interface Fused {
  readonly bias?: TensorInfo;
  readonly preluActivationWeights?: TensorInfo;
}

interface FusedAttrs {
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

const activations: Readonly<Record<string, string>> = {
  relu: 'Relu',
  relu6: 'Relu6',
  elu: 'Elu',
  sigmoid: 'Sigmoid',
  leakyrelu: 'LeakyRelu',
  prelu: 'Prelu',
};

export function epilogue(m: Machine, columns: number, inputs: Fused, attrs: FusedAttrs): Epilogue {
  const { bias, preluActivationWeights } = inputs;
  const { activation = 'linear', leakyreluAlpha } = attrs;
  const folded = bias === undefined || (sizeOf(bias.shape) === columns && bias.shape.at(-1) === columns);
  const flags = folded ? (activation === 'relu' ? RELU : activation === 'relu6' ? RELU6 : 0) : 0;
  return {
    bias: folded ? m.at(bias) : 0,
    flags,
    finish(y) {
      if (!folded) y = replaced(m, 'Add', y, 'a', { b: bias! });
      if (activation === 'linear' || flags) return y;
      const kernel = activations[activation];
      if (!kernel)
        throw new RangeError(
          `wasm: activation must be linear or one of ${Object.keys(activations).join(', ')}, got ${activation}.`,
        );
      return kernel === 'Prelu'
        ? replaced(m, kernel, y, 'x', { alpha: preluActivationWeights! })
        : replaced(m, kernel, y, 'x', {}, { alpha: leakyreluAlpha });
    },
  };
}
