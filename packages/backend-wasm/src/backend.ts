import {
  type BackendTimingInfo,
  type BackendValues,
  type DataType,
  engine,
  type KernelBackend,
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

/** Tensors' data; what lies on another backend is fetched from there. */
class Table extends WeakMap<object, Data> {
  constructor(private readonly backend: Backend) {
    super();
  }

  override get(dataId: object): Data {
    const data = super.get(dataId);
    if (data) return data;
    engine().moveData(this.backend as unknown as KernelBackend, dataId);
    return super.get(dataId)!;
  }
}

/**
 * tfjs's wasm backend, as its kernels expect it: tensors lie on the heap of its module, and are known to it by number. It does not
 * extend `KernelBackend`, which would bring 8 KB of what else tfjs-core's barrel imports.
 */
export class Backend implements WasmBackend {
  tenon?: Machine;
  readonly dataIdMap: Table = new Table(this);
  private count = 0;
  private next = 1;
  private readonly register: (id: number, size: number, address: number) => void;
  private readonly forget: (id: number) => void;

  constructor(readonly wasm: Heap) {
    wasm.cwrap('init_with_threads_count', null, ['number'])(-1);
    this.register = wasm.cwrap('register_tensor', null, []);
    this.forget = wasm.cwrap('dispose_data', null, []);
  }

  write(values: BackendValues | null, shape: number[], dtype: DataType): object {
    const dataId = { id: this.next++ };
    this.move(dataId, values, shape, dtype, 1);
    return dataId;
  }

  move(dataId: object, values: BackendValues | null, shape: number[], dtype: DataType, refCount: number): void {
    const id = this.next++;
    if (dtype === 'string') {
      this.add(dataId, { id, memoryOffset: 0, stringBytes: values as Uint8Array[], shape, dtype, refCount });
      return;
    }
    const size = sizeOf(shape);
    const bytes = size * (dtype === 'complex64' ? 8 : arrays[dtype as Stored].BYTES_PER_ELEMENT);
    const memoryOffset = this.wasm._malloc(bytes) >>> 0;
    this.add(dataId, { id, memoryOffset, shape, dtype, refCount });
    this.register(id, size, memoryOffset);
    if (values) {
      const { buffer, byteOffset } = values as Float32Array;
      this.wasm.HEAPU8.set(new Uint8Array(buffer, byteOffset, bytes), memoryOffset);
    }
  }

  private add(dataId: object, data: Data): void {
    this.dataIdMap.set(dataId, data);
    this.count++;
  }

  numDataIds(): number {
    return this.count;
  }

  refCount(dataId: object): number {
    return this.dataIdMap.has(dataId) ? this.dataIdMap.get(dataId).refCount : 0;
  }

  incRef(dataId: object): void {
    this.dataIdMap.get(dataId).refCount++;
  }

  disposeData(dataId: object, force = false): boolean {
    if (!this.dataIdMap.has(dataId)) return true;
    const data = this.dataIdMap.get(dataId);
    if (--data.refCount > 0 && !force) return false;
    this.wasm._free(data.memoryOffset);
    this.forget(data.id);
    this.dataIdMap.delete(dataId);
    this.count--;
    return true;
  }

  async read(dataId: object): Promise<BackendValues> {
    return this.readSync(dataId);
  }

  readSync(dataId: object, start = 0, end?: number): BackendValues {
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
    this.add(dataId, { id: dataId.id, memoryOffset, shape, dtype, refCount: 1 });
    this.register(dataId.id, sizeOf(shape), memoryOffset);
    return { dataId, shape, dtype };
  }

  timerAvailable(): boolean {
    return true;
  }

  async time(f: () => void): Promise<BackendTimingInfo> {
    const start = performance.now();
    f();
    return { kernelMs: performance.now() - start };
  }

  memory(): { unreliable: boolean } {
    return { unreliable: false };
  }

  floatPrecision(): 32 {
    return 32;
  }

  epsilon(): number {
    return 1e-7;
  }

  dispose(): void {
    this.wasm.cwrap('dispose', null, [])();
  }
}
