import type { BackendInfo } from '@tenonjs/contracts';
import {
  backend,
  env,
  getKernel,
  getKernelsForBackend,
  type KernelConfig,
  registerKernel,
  setBackend,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { kernels } from './kernels.js';
import { locate } from './locate.js';
import { machine, memoryOf, type WasmBackend } from './machine.js';
import { hasRelaxedSimd, hasSimd } from './simd.js';

/** The tfjs backend's name. It stays `wasm`, so that any program of tfjs gains from what is added. */
export const name = 'wasm';

export interface ActivateOptions {
  /**
   * Where tfjs-backend-wasm's `.wasm` files are: a folder, with its closing slash, or the address of
   * `tfjs-backend-wasm-simd.wasm` itself. Default: the installed package, which Node finds by itself and webpack and
   * Vite copy into the bundle.
   */
  readonly wasmPaths?: string;
  /** False takes plain SIMD where the engine has relaxed SIMD too: slower, and the same numbers on every machine. Default true. */
  readonly relaxed?: boolean;
}

/** Whether this engine can run the backend: WebAssembly with SIMD (Node 16.4, Chrome 91, Firefox 89, Safari 16.4). */
export async function isAvailable(): Promise<boolean> {
  return hasSimd();
}

/**
 * Makes `wasm` the current backend of tfjs-core and gives it Tenon's kernels. A second call changes nothing.
 *
 * @returns What runs now, in words for a log.
 * @throws {Error} If the engine has no SIMD, the `.wasm` file cannot be loaded, or the backend runs with threads already.
 * @example
 * const { description } = await activate();
 */
export async function activate(options: ActivateOptions = {}): Promise<BackendInfo> {
  if (!hasSimd()) {
    throw new Error(
      'activate: this engine has no WebAssembly SIMD; take the cpu backend, or Node 20, Chrome 91, Firefox 89, Safari 16.4 or later.',
    );
  }
  const { relaxed = true } = options;
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const url = locate(options.wasmPaths);
  // Kernels of ours share the backend's memory, which tfjs makes unshareable unless it has threads.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': url,
    'tfjs-backend-wasm-simd.wasm': url,
    'tfjs-backend-wasm-threaded-simd.wasm': url,
  });
  let ready = false;
  try {
    ready = await setBackend(name);
  } catch {}
  if (!ready) {
    throw new Error(
      `activate: ${url} could not be loaded; serve or copy tfjs-backend-wasm-simd.wasm there, or say where it is: activate({ wasmPaths }).`,
    );
  }
  const { wasm } = backend() as unknown as WasmBackend;
  if (!memoryOf(wasm)) {
    throw new Error('activate: the wasm backend already runs with threads; call activate before setBackend.');
  }
  let ours = getKernel('AdamStep', name) as Ours | undefined;
  if (!ours) {
    const useRelaxed = relaxed && hasRelaxedSimd();
    const binary = useRelaxed
      ? (await import('./binaries/relaxed.js')).relaxed
      : (await import('./binaries/plain.js')).plain;
    const module = await WebAssembly.compile(Uint8Array.from(atob(binary), (character) => character.charCodeAt(0)));
    register(module, useRelaxed);
    ours = getKernel('AdamStep', name) as Ours;
  }
  return { name, description: `wasm, ${ours.relaxed ? 'relaxed' : 'plain'} SIMD, 1 thread`, threads: 1 };
}

interface Ours extends KernelConfig {
  readonly relaxed: boolean;
}

/** The kernels' state lies on the backend, which makes its memory anew whenever tfjs makes the backend anew. */
function register(module: WebAssembly.Module, relaxed: boolean): void {
  const stock = Object.fromEntries(getKernelsForBackend(name).map((config) => [config.kernelName, config]));
  for (const [kernelName, kernel] of Object.entries(kernels)) {
    const replaced = stock[kernelName];
    if (replaced) unregisterKernel(kernelName, name);
    const ours: Ours = {
      kernelName,
      backendName: name,
      relaxed,
      ...(replaced?.setupFunc && { setupFunc: replaced.setupFunc }),
      kernelFunc: ({ inputs, attrs, backend }) => {
        const wasm = backend as unknown as WasmBackend;
        wasm.tenon ??= machine(wasm, module, stock);
        return kernel(wasm.tenon, inputs, attrs ?? {});
      },
    };
    registerKernel(ours);
  }
}
