import type { BackendValues, DataType, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';

/** What is used of tfjs's backend: its heap, its table of tensors, its allocator. */
export interface WasmBackend {
  readonly wasm: {
    readonly asm?: { readonly memory?: WebAssembly.Memory };
    readonly wasmMemory?: WebAssembly.Memory;
    _malloc(bytes: number): number;
    _free(address: number): void;
  };
  readonly dataIdMap: { get(id: object): { memoryOffset: number } };
  makeOutput(
    shape: number[],
    dtype: DataType,
    memoryOffset?: number,
    values?: BackendValues | readonly Uint8Array[],
  ): TensorInfo;
  readSync(id: object): BackendValues;
  typedArrayFromHeap(tensor: TensorInfo): Float32Array | Int32Array | Uint8Array;
  disposeData(id: object): boolean;
  /** Ours, once activated. */
  tenon?: Machine;
}

type F = (...args: (number | boolean)[]) => void;
type Size = (...args: number[]) => number;

/** The module's functions; assembly/ says what their arguments are. */
export interface Functions {
  readonly gemmScratch: Size;
  readonly convScratch: Size;
  readonly filterGradScratch: Size;
  readonly inputGradScratch: Size;
  readonly gather: Size;
  readonly gemm: F;
  readonly gemmInt32: F;
  readonly conv2d: F;
  readonly conv2dFilterGrad: F;
  readonly conv2dInputGrad: F;
  readonly depthwiseFilterGrad: F;
  readonly depthwiseInputGrad: F;
  readonly avgPoolGrad: F;
  readonly maxPoolGrad: F;
  readonly maxPoolGrad2x2: F;
  readonly sum: F;
  readonly unary: F;
  readonly adagradStep: F;
  readonly adamStep: F;
  readonly rmspropStep: F;
  readonly sgdStep: F;
  readonly dropout: F;
  readonly reluGrad: F;
  readonly softmax: F;
  readonly logSoftmax: F;
  readonly softmaxCrossentropy: F;
  readonly segmentSum: F;
  readonly segmentSumInt32: F;
  readonly zero: F;
}

/** The kernels' module on the backend's heap. */
export interface Machine {
  readonly run: Functions;
  readonly backend: WasmBackend;
  /** tfjs's own kernels, those that ours stand in for among them. */
  readonly stock: Readonly<Record<string, KernelConfig>>;
  /** A tensor's address; 0 for an absent one. */
  at(tensor: TensorInfo | undefined): number;
  make(shape: readonly number[], dtype?: DataType): TensorInfo;
  zeros(shape: readonly number[], dtype?: DataType): TensorInfo;
  /** A tensor's numbers, until memory is next asked for. */
  values(tensor: TensorInfo): Float32Array | Int32Array | Uint8Array;
  /** Memory that holds until the next call. */
  scratch(bytes: number): number;
}

/** The backend's memory, where it is one that a module without threads can share. */
export function memoryOf(wasm: WasmBackend['wasm']): WebAssembly.Memory | undefined {
  const memory = wasm.asm?.memory ?? wasm.wasmMemory;
  return memory?.buffer instanceof ArrayBuffer ? memory : undefined;
}

export function machine(backend: WasmBackend, module: WebAssembly.Module, stock: Machine['stock']): Machine {
  const { wasm, dataIdMap } = backend;
  const run = new WebAssembly.Instance(module, { env: { memory: memoryOf(wasm)!, abort } })
    .exports as unknown as Functions;
  let scratch = 0;
  let size = 0;
  const at = (tensor: TensorInfo | undefined): number => (tensor ? dataIdMap.get(tensor.dataId).memoryOffset : 0);
  const make = (shape: readonly number[], dtype: DataType = 'float32'): TensorInfo =>
    backend.makeOutput([...shape], dtype);
  return {
    run,
    backend,
    stock,
    at,
    make,
    zeros(shape, dtype) {
      const tensor = make(shape, dtype);
      run.zero(at(tensor), 4 * shape.reduce((a, b) => a * b, 1));
      return tensor;
    },
    values: (tensor) => backend.typedArrayFromHeap(tensor),
    scratch(wanted) {
      if (wanted > size) {
        if (scratch) wasm._free(scratch);
        scratch = wasm._malloc(wanted) >>> 0;
        if (scratch === 0) {
          size = 0;
          throw new Error(`wasm: out of memory, ${wanted} bytes of scratch were asked for.`);
        }
        size = wanted;
      }
      return scratch;
    },
  };
}

function abort(): never {
  throw new Error('wasm: a kernel failed an assertion.');
}
