import { hasSimd } from './simd.js';

/** The tfjs backend's name. It stays `wasm`, so that any program of tfjs gains from what is added. */
export const name = 'wasm';

/** Whether this engine can run the backend: WebAssembly with SIMD (Node 18, Chrome 91, Firefox 113, Safari 16.4). */
export async function isAvailable(): Promise<boolean> {
  return hasSimd();
}
