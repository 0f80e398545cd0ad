import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';

/** A tensor's place in tfjs's backend. */
interface TensorData {
  values: unknown;
  /** Of what is stored, which `cast` leaves as it was. */
  readonly dtype: DataType;
  resource?: GPUBuffer;
}

/**
 * The parts of tfjs's `WebGPUBackend` that kernels of ours use. Some are private in its typings and stable in its 4.22:
 * its public way to run a program allows one output, and an optimizer's step has three.
 */
export interface WebGpuBackend {
  readonly device: GPUDevice;
  readonly tensorMap: { get(dataId: object): TensorData };
  commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  commandQueueOwnedIds: WeakSet<object>;
  dispatchCountInPass: number;
  makeTensorInfo(shape: number[], dtype: DataType, values?: unknown): TensorInfo;
  makeUniforms(uniforms: { type: string; data: number[] }[]): GPUBufferBinding;
  uploadToGPU(dataId: object): void;
  disposeData(dataId: object, force?: boolean): boolean;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  read(dataId: object): Promise<unknown>;
  /** Pipelines of ours, by their source. */
  tenon?: Map<string, GPUComputePipeline>;
}
