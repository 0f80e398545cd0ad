import type { BackendValues, DataType, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import type { startThreads, Threads } from './threads.js';

export type StartThreads = typeof startThreads;

/** tfjs's module: its memory and allocator. */
export interface Heap {
  readonly asm?: { readonly memory?: WebAssembly.Memory };
  readonly wasmMemory?: WebAssembly.Memory;
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  _malloc(bytes: number): number;
  _free(address: number): void;
  /** A function of the module; an argument of type `array` is bytes, which are copied onto its stack. */
  cwrap(name: string, returns: string | null, types: readonly string[]): (...args: unknown[]) => number;
}

/** What is used of a backend, Tenon's or tfjs's own: its heap, its table of tensors. */
export interface WasmBackend {
  readonly wasm: Heap;
  readonly dataIdMap: { get(id: object): { id: number; memoryOffset: number } };
  makeOutput(
    shape: number[],
    dtype: DataType,
    memoryOffset?: number,
    values?: BackendValues | readonly Uint8Array[],
  ): TensorInfo;
  readSync(id: object): BackendValues;
  typedArrayFromHeap(tensor: TensorInfo): Float32Array | Int32Array | Uint8Array;
  disposeData(id: object): boolean;
  dispose(): void;
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
  readonly winogradScratch: Size;
  readonly attentionScratch: Size;
  readonly gather: Size;
  readonly dot: Size;
  readonly attention: F;
  readonly attentionGrad: F;
  readonly batchNormalization: F;
  readonly batchNormalizationGrad: F;
  readonly batchWeightsGrad: F;
  readonly columnMoments: F;
  readonly layerNormalization: F;
  readonly layerNormalizationGrad: F;
  readonly layerWeightsGrad: F;
  readonly gemm: F;
  readonly gemmInt32: F;
  readonly gemms: F;
  readonly conv2d: F;
  readonly conv2dFilterGrad: F;
  readonly conv2dInputGrad: F;
  readonly winograd: F;
  readonly clip: F;
  readonly depthwise: F;
  readonly depthwiseFilterGrad: F;
  readonly depthwiseInputGrad: F;
  readonly avgPoolGrad: F;
  readonly maxPoolGrad: F;
  readonly maxPoolGrad2x2: F;
  readonly pool3d: F;
  readonly recurrentScratch: Size;
  readonly simpleRNN: F;
  readonly simpleRNNGrad: F;
  readonly gru: F;
  readonly gruGrad: F;
  readonly lstm: F;
  readonly lstmGrad: F;
  readonly resizeGrad: F;
  readonly sum: F;
  readonly binaries: F;
  readonly binary: F;
  readonly repeat: F;
  readonly unary: F;
  readonly adagradStep: F;
  readonly adamStep: F;
  readonly lionStep: F;
  readonly rmspropStep: F;
  readonly sgdStep: F;
  readonly dropout: F;
  readonly softmax: F;
  readonly logSoftmax: F;
  readonly softmaxCrossentropy: F;
  readonly softmaxGrad: F;
  readonly segmentSum: F;
  readonly segmentSumInt32: F;
  readonly zero: F;
}

/**
 * An argument of a function that works on shares: one that is the same for all; one that moves, as [of the first unit, step from
 * unit to unit]; the number of units; the thread's own scratch.
 */
export type Argument = number | boolean | readonly [number, number] | 'count' | 'scratch';

/** Work of units that do not depend on each other: rows, images, elements. */
export interface Work {
  readonly count: number;
  /** About how many multiply-adds one unit takes. */
  readonly cost: number;
  /** Shares are multiples of so many units. Default 1. */
  readonly grain?: number;
  /** About how many multiply-adds a share takes beside its units. Default 0. */
  readonly overhead?: number;
  /** Bytes of scratch for each thread. */
  readonly scratch?: number;
}

/** The kernels' module on the backend's heap. */
export interface Machine {
  readonly run: Functions;
  /** Those that work on what `parallel` runs, where there are several. */
  readonly threads: Threads | undefined;
  /** Multiply-adds below which a share costs more than it saves. */
  leastShare: number;
  /** False shares whatever can be; true only what was measured to be done sooner so. */
  measures: boolean;
  /**
   * Runs a function on shares of its work, on all threads. A unit's result must not depend on the share that it is in: then
   * any number of threads gives the same bits.
   */
  parallel(name: keyof Functions, work: Work, ...args: Argument[]): void;
  readonly backend: WasmBackend;
  /** tfjs's own kernels, those that ours stand in for among them. */
  readonly stock: Readonly<Record<string, KernelConfig>>;
  /** Runs a function of tfjs's module: a tensor stands for its number there, integers in an array for their bytes. */
  tfjs(name: string, ...args: (TensorInfo | number | boolean | readonly number[])[]): number;
  /** A tensor's address; 0 for an absent one. */
  at(tensor: TensorInfo | undefined): number;
  /** The address as an argument of `parallel` that moves `bytes` from unit to unit, 4 if not given; 0 for an absent tensor. */
  along(tensor: TensorInfo | undefined, bytes?: number): Argument;
  make(shape: readonly number[], dtype?: DataType): TensorInfo;
  zeros(shape: readonly number[], dtype?: DataType): TensorInfo;
  /** A tensor's numbers, until memory is next asked for. */
  values(tensor: TensorInfo): Float32Array | Int32Array | Uint8Array;
  /** Memory that holds until the next call. */
  scratch(bytes: number): number;
}

/** The backend's memory, where it is not that of tfjs's own threads. */
export function memoryOf(wasm: Heap): WebAssembly.Memory | undefined {
  return 'PThread' in wasm ? undefined : (wasm.asm?.memory ?? wasm.wasmMemory);
}

/**
 * Measured on two cores: two shares of so many multiply-adds (a product of 64³) are done sooner than one of both, and eight
 * (100³) also if the other thread must be woken first.
 */
const LEAST_SHARE = 130_000;

/** Bytes of a line of the cache. */
const LINE = 64;

/**
 * @param module - on shared memory if the backend's is
 * @param count - of threads
 */
export function machine(
  backend: WasmBackend,
  module: WebAssembly.Module,
  stock: Machine['stock'],
  count: number,
  startThreads?: StartThreads,
): Machine {
  const { wasm, dataIdMap } = backend;
  const memory = memoryOf(wasm)!;
  const run = new WebAssembly.Instance(module, { env: { memory, abort } }).exports as unknown as Functions;
  const threads = count > 1 ? startThreads?.(count, Object.values(run), module, memory) : undefined;
  if (threads) endWith(backend, threads);
  let scratch = 0;
  let size = 0;
  const at = (tensor: TensorInfo | undefined): number => (tensor ? dataIdMap.get(tensor.dataId).memoryOffset : 0);
  const make = (shape: readonly number[], dtype: DataType = 'float32'): TensorInfo => {
    // An address is 32 bits; tfjs would take what is left of a larger size.
    const fits = 4 * shape.reduce((a, b) => a * b, 1) < 2 ** 32;
    const tensor = fits ? backend.makeOutput([...shape], dtype) : undefined;
    if (tensor && at(tensor) !== 0) return tensor;
    if (tensor) backend.disposeData(tensor.dataId);
    throw new Error(`wasm: out of memory, a ${dtype} tensor of shape [${shape.join(', ')}] was asked for.`);
  };
  const m: Machine = {
    run,
    threads,
    leastShare: LEAST_SHARE,
    measures: true,
    parallel(name, work, ...args) {
      const scratchBytes = Math.ceil((work.scratch ?? 0) / 64) * 64;
      const own = scratchBytes ? m.scratch(scratchBytes * count) : 0;
      const values = args.map((arg) =>
        arg === 'count' ? work.count : arg === 'scratch' ? own : typeof arg === 'object' ? arg[0] : Number(arg),
      );
      if (threads) threads.share(m, { name, work, args, values, scratchBytes });
      else (run[name] as F)(...values);
    },
    backend,
    stock,
    tfjs(name, ...args) {
      const types = args.map((arg) => (Array.isArray(arg) ? 'array' : 'number'));
      const values = args.map((arg) => {
        if (Array.isArray(arg)) return new Uint8Array(new Int32Array(arg).buffer);
        return typeof arg === 'object' ? dataIdMap.get((arg as TensorInfo).dataId).id : Number(arg);
      });
      return wasm.cwrap(name, 'number', types)(...values);
    },
    at,
    along: (tensor, bytes = 4) => (tensor ? [at(tensor), bytes] : 0),
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
        scratch = wasm._malloc(wanted + LINE) >>> 0;
        if (scratch === 0) {
          size = 0;
          throw new Error(`wasm: out of memory, ${wanted} bytes of scratch were asked for.`);
        }
        size = wanted;
      }
      // A vector that lies in two lines of the cache is read twice.
      return scratch + LINE - (scratch % LINE);
    },
  };
  return m;
}

function endWith(backend: WasmBackend, threads: Threads): void {
  const dispose = backend.dispose.bind(backend);
  backend.dispose = () => {
    threads.end();
    dispose();
  };
}

function abort(): never {
  throw new Error('wasm: a kernel failed an assertion.');
}
