import {
  type BackendTimingInfo,
  type BackendValues,
  DataStorage,
  type DataType,
  engine,
  KernelBackend,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { sizeOf } from './kernel.js';
import type { Heap, Machine, WasmBackend } from './machine.js';

interface Data {
  /** The tensor's number in tfjs's module. */
  readonly id: number;
  readonly memoryOffset: number;
  /** Kernels of tfjs fill them in. */
  readonly stringBytes?: Uint8Array[];
  readonly shape: number[];
  readonly dtype: DataType;
  refCount: number;
}

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

type Stored = keyof typeof arrays;

/** tfjs's wasm backend, as its kernels expect it: tensors lie on the heap of its module, and are known to it by number. */
export class Backend extends KernelBackend implements WasmBackend {
  tenon?: Machine;
  readonly dataIdMap: DataStorage<Data>;
  private next = 1;
  private readonly register: (id: number, size: number, address: number) => void;
  private readonly forget: (id: number) => void;

  constructor(readonly wasm: Heap) {
    super();
    wasm.cwrap('init_with_threads_count', null, ['number'])(-1);
    this.register = wasm.cwrap('register_tensor', null, []);
    this.forget = wasm.cwrap('dispose_data', null, []);
    this.dataIdMap = new DataStorage(this, engine());
  }

  override write(values: BackendValues | null, shape: number[], dtype: DataType): object {
    const dataId = { id: this.next++ };
    this.move(dataId, values, shape, dtype, 1);
    return dataId;
  }

  override move(
    dataId: object,
    values: BackendValues | null,
    shape: number[],
    dtype: DataType,
    refCount: number,
  ): void {
    const id = this.next++;
    if (dtype === 'string') {
      this.dataIdMap.set(dataId, { id, memoryOffset: 0, stringBytes: values as Uint8Array[], shape, dtype, refCount });
      return;
    }
    const size = sizeOf(shape);
    const bytes = size * (dtype === 'complex64' ? 8 : arrays[dtype as Stored].BYTES_PER_ELEMENT);
    const memoryOffset = this.wasm._malloc(bytes) >>> 0;
    this.dataIdMap.set(dataId, { id, memoryOffset, shape, dtype, refCount });
    this.register(id, size, memoryOffset);
    if (values) {
      const { buffer, byteOffset } = values as Float32Array;
      this.wasm.HEAPU8.set(new Uint8Array(buffer, byteOffset, bytes), memoryOffset);
    }
  }

  override numDataIds(): number {
    return this.dataIdMap.numDataIds();
  }

  override refCount(dataId: object): number {
    return this.dataIdMap.has(dataId) ? this.dataIdMap.get(dataId).refCount : 0;
  }

  override incRef(dataId: object): void {
    this.dataIdMap.get(dataId).refCount++;
  }

  override disposeData(dataId: object, force = false): boolean {
    if (!this.dataIdMap.has(dataId)) return true;
    const data = this.dataIdMap.get(dataId);
    if (--data.refCount > 0 && !force) return false;
    this.wasm._free(data.memoryOffset);
    this.forget(data.id);
    this.dataIdMap.delete(dataId);
    return true;
  }

  override async read(dataId: object): Promise<BackendValues> {
    return this.readSync(dataId);
  }

  override readSync(dataId: object, start = 0, end?: number): BackendValues {
    const { stringBytes, shape, dtype } = this.dataIdMap.get(dataId);
    if (dtype === 'string') return stringBytes!.slice(start, end);
    return this.typedArrayFromHeap({ dataId, shape, dtype }).slice(start, end);
  }

  /** A tensor's numbers where they lie. */
  typedArrayFromHeap({ dataId, shape, dtype }: TensorInfo): Float32Array | Int32Array | Uint8Array {
    const { memoryOffset } = this.dataIdMap.get(dataId);
    return new arrays[dtype as Stored](this.wasm.HEAPU8.buffer, memoryOffset, sizeOf(shape));
  }

  makeOutput(shape: number[], dtype: DataType, memoryOffset?: number, values?: BackendValues): TensorInfo {
    if (memoryOffset === undefined || memoryOffset === null) {
      return { dataId: this.write(values ?? null, shape, dtype), shape, dtype };
    }
    const dataId = { id: this.next++ };
    this.dataIdMap.set(dataId, { id: dataId.id, memoryOffset, shape, dtype, refCount: 1 });
    this.register(dataId.id, sizeOf(shape), memoryOffset);
    return { dataId, shape, dtype };
  }

  override async time(f: () => void): Promise<BackendTimingInfo> {
    const start = performance.now();
    f();
    return { kernelMs: performance.now() - start };
  }

  override memory(): { unreliable: boolean } {
    return { unreliable: false };
  }

  override floatPrecision(): 32 {
    return 32;
  }

  override dispose(): void {
    this.wasm.cwrap('dispose', null, [])();
  }
}
