import { backend } from '@tensorflow/tfjs-core';

/** What is used here of tfjs's WebGPU backend. */
interface WebGpu {
  readonly tensorMap: { get(dataId: object): { values: unknown; dtype: string; resource?: { size: number } } };
  readonly bufferManager: { acquireBuffer(size: number, usage: number): Staging; releaseBuffer(buffer: Staging): void };
  commandEncoder: { copyBufferToBuffer(from: unknown, at: number, to: unknown, at2: number, size: number): void };
  uploadToGPU(dataId: object): void;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  readSync(dataId: object): unknown;
}

interface Staging {
  readonly mapState: string;
  mapAsync(mode: number): Promise<void>;
  getMappedRange(): ArrayBuffer;
  unmap(): void;
}

const COPY_DST = 8;
const MAP_READ = 1;

/** Dawn asks for its turn by `setImmediate`; kept here, its turns can be taken while the program waits. */
let turns: (() => void)[] = [];

function takeTurns(): void {
  const now = turns;
  turns = [];
  for (const turn of now) turn();
}

/** Call it before Dawn starts. */
export function catchTurns(): void {
  const later = globalThis.setImmediate as (run: (...args: unknown[]) => void, ...args: unknown[]) => unknown;
  let asked = false;
  globalThis.setImmediate = ((run: (...args: unknown[]) => void, ...args: unknown[]) => {
    if (!String(run).includes('[native code]')) return later(run, ...args);
    turns.push(() => run(...args));
    if (asked) return undefined;
    asked = true;
    return later(() => {
      asked = false;
      takeTurns();
    });
  }) as typeof setImmediate;
}

/**
 * Lets tests, and tests alone, read a WebGPU tensor at once, which no GPU allows. A read by the code under test is an
 * error: it would stand still in a browser.
 */
export function readAtOnce(): void {
  const gpu = backend() as unknown as WebGpu;
  gpu.readSync = (dataId) => {
    const data = gpu.tensorMap.get(dataId);
    if (data.values != null || data.dtype === 'string') return data.values;
    const reader = (new Error().stack ?? '')
      .split('\n')
      .find((line) => line.includes('/packages/') && !line.includes('node_modules') && !line.includes('syncReads'));
    if (reader && !/\/packages\/testing\/|\.test\.ts|\/testing\//.test(reader)) {
      throw new Error(`read at once, which WebGPU cannot: ${reader.trim()}`);
    }
    if (!data.resource) gpu.uploadToGPU(dataId);
    const { size } = data.resource!;
    const staging = gpu.bufferManager.acquireBuffer(size, COPY_DST | MAP_READ);
    gpu.ensureCommandEncoderReady();
    gpu.endComputePassEncoder();
    gpu.commandEncoder.copyBufferToBuffer(data.resource, 0, staging, 0, size);
    gpu.submitQueue();
    staging.mapAsync(1).catch(() => {});
    for (let round = 0; staging.mapState !== 'mapped'; round++) {
      if (turns.length === 0 || round > 1e7) throw new Error('read at once: the device does not answer.');
      takeTurns();
    }
    const bytes = staging.getMappedRange().slice(0);
    staging.unmap();
    gpu.bufferManager.releaseBuffer(staging);
    const values =
      data.dtype === 'float32'
        ? new Float32Array(bytes)
        : data.dtype === 'bool'
          ? Uint8Array.from(new Int32Array(bytes))
          : new Int32Array(bytes);
    data.values = values;
    return values;
  };
}
