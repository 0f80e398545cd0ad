import type { DataArray, Optimizer, Storage } from '@tenonjs/contracts';

/** Points around three centres in the plane, with the number of their centre; the same at every call. */
export function blobs(n = 90): { x: DataArray<Float32Array>; y: DataArray<Int32Array> } {
  const x = new Float32Array(n * 2);
  const y = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    y[i] = i % 3;
    x[2 * i] = [0, 2, -2][i % 3]! + 0.8 * Math.sin(7.3 * i);
    x[2 * i + 1] = [2, -1, -1][i % 3]! + 0.8 * Math.cos(3.1 * i);
  }
  return { x: { data: x, shape: [n, 2] }, y: { data: y, shape: [n] } };
}

/** An optimizer that changes nothing, so that training sees what testing sees. */
export const still: Optimizer = {
  applyGradients() {},
  getWeights: async () => [],
  setWeights: async () => {},
  dispose() {},
};

/** A storage in memory, with its files. */
export function inMemory(files: Record<string, Uint8Array> = {}): Storage & { files: Record<string, Uint8Array> } {
  return {
    files,
    async read(name) {
      const file = files[name];
      if (!file) throw new Error(`inMemory: there is no ${name}.`);
      return file;
    },
    async write(written) {
      Object.assign(files, written);
    },
  };
}
