import type { BackendInfo } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import {
  backend,
  engine,
  env,
  getKernel,
  getKernelsForBackend,
  type KernelConfig,
  registerKernel,
  setBackend,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { kernels } from './kernels.js';
import { locate, read } from './locate.js';
import { type Machine, machine, memoryOf, type WasmBackend } from './machine.js';
import { withSharedMemory } from './sharedMemory.js';
import { hasRelaxedSimd, hasSimd } from './simd.js';
import { whyOneThread } from './whyOneThread.js';

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
  /**
   * How many threads the kernels share their work among, in Node and in pages that are cross-origin isolated; elsewhere it is
   * one, which the description says. The numbers are the same, bit by bit. Default 1.
   */
  readonly threads?: number;
}

/** Whether this engine can run the backend: WebAssembly with SIMD (Node 18, Chrome 91, Firefox 113, Safari 16.4). */
export async function isAvailable(): Promise<boolean> {
  return hasSimd();
}

/**
 * Makes `wasm` the current backend of tfjs-core and gives it Tenon's kernels. A second call changes nothing.
 *
 * @returns What runs now, in words for a log.
 * @throws {RangeError} If threads is not a positive integer.
 * @throws {Error} If the engine has no SIMD, the `.wasm` file cannot be loaded, or the backend runs already, with threads of
 * tfjs's own or with fewer or more than asked for.
 * @example
 * const { description } = await activate();
 */
export async function activate(options: ActivateOptions = {}): Promise<BackendInfo> {
  if (!hasSimd()) {
    throw new Error(
      'activate: this engine has no WebAssembly SIMD; take the cpu backend, or Node 20, Chrome 91, Firefox 113, Safari 16.4 or later.',
    );
  }
  const { threads, relaxed = true } = options;
  if (threads !== undefined) positiveInteger('activate', { threads });
  const url = locate(options.wasmPaths);
  const ours = getKernel('AdamStep', name) as Ours | undefined;
  const asked = threads ?? ours?.settings.asked ?? 1;
  const running = engine().registry[name] ? (ours?.settings.asked ?? 1) : undefined;
  if (running !== undefined && asked !== running) {
    throw new Error(
      `activate: threads must be ${running}, with which the wasm backend already runs, got ${asked}; ask for more in the first call, before setBackend.`,
    );
  }
  const why = asked > 1 ? whyOneThread() : undefined;
  const shared = asked > 1 && !why;
  if (running === undefined) await setPaths(url, shared);
  let ready = false;
  try {
    ready = await setBackend(name);
  } catch {}
  if (!ready) throw new Error(notLoaded(url));
  const wasmBackend = backend() as unknown as WasmBackend;
  if (!memoryOf(wasmBackend.wasm)) {
    throw new Error(
      "activate: the wasm backend already runs with tfjs's own threads; call activate before setBackend.",
    );
  }
  let settings = ours?.settings;
  if (!settings || running === undefined) {
    const useRelaxed = relaxed && hasRelaxedSimd();
    const binary = useRelaxed
      ? (await import('./binaries/relaxed.js')).relaxed
      : (await import('./binaries/plain.js')).plain;
    const bytes = await inflate(binary);
    const module = await WebAssembly.compile(shared ? withSharedMemory(bytes) : bytes);
    const now = { relaxed: useRelaxed, asked, threads: shared ? asked : 1, why, module };
    if (settings) Object.assign(settings, now);
    else {
      settings = {
        ...now,
        stock: Object.fromEntries(getKernelsForBackend(name).map((config) => [config.kernelName, config])),
      };
      register(settings);
    }
    await start(wasmBackend, settings);
  }
  return {
    name,
    description: `wasm, ${settings.relaxed ? 'relaxed' : 'plain'} SIMD, ${settings.threads} ${settings.threads === 1 ? 'thread' : 'threads'}${settings.why ? ` (${settings.why})` : ''}`,
    threads: settings.threads,
  };
}

/** What build.mjs packed. */
async function inflate(base64: string): Promise<Uint8Array<ArrayBuffer>> {
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const notLoaded = (url: string): string =>
  `activate: ${url} could not be loaded; serve or copy tfjs-backend-wasm-simd.wasm there, or say where it is: activate({ wasmPaths }).`;

/** Kernels of ours share the backend's memory, whose kind tfjs's module itself says. */
async function setPaths(url: string, shared: boolean): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  let from = url;
  if (shared) {
    try {
      from = URL.createObjectURL(new Blob([withSharedMemory(await read(url))], { type: 'application/wasm' }));
    } catch {
      throw new Error(notLoaded(url));
    }
  }
  // tfjs's own threads would need files and workers of their own, and do not start in Node.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(
    {
      'tfjs-backend-wasm.wasm': from,
      'tfjs-backend-wasm-simd.wasm': from,
      'tfjs-backend-wasm-threaded-simd.wasm': from,
    },
    // In Node, tfjs reads files unless told to fetch.
    shared,
  );
}

/** Starts the threads, or says why not. */
async function start(backend: WasmBackend, settings: Settings): Promise<void> {
  try {
    await machineOf(backend, settings).threads?.ready;
  } catch (error) {
    backend.tenon?.threads?.end();
    // A policy that forbids the workers' source says so in the console alone.
    const { message = 'their source is refused' } = error as Partial<Error>;
    Object.assign(settings, { threads: 1, why: `more could not be started: ${message}` });
    delete backend.tenon;
  }
}

/** The kernels' state lies on the backend, which makes its memory anew whenever tfjs makes the backend anew. */
function machineOf(backend: WasmBackend, { module, stock, threads }: Settings): Machine {
  backend.tenon ??= machine(backend, module, stock, threads);
  return backend.tenon;
}

interface Settings {
  relaxed: boolean;
  /** Threads asked for, and those that run. */
  asked: number;
  threads: number;
  /** Why they are fewer. */
  why: string | undefined;
  module: WebAssembly.Module;
  readonly stock: Machine['stock'];
}

interface Ours extends KernelConfig {
  readonly settings: Settings;
}

function register(settings: Settings): void {
  for (const [kernelName, kernel] of Object.entries(kernels)) {
    const replaced = settings.stock[kernelName];
    if (replaced) unregisterKernel(kernelName, name);
    const ours: Ours = {
      kernelName,
      backendName: name,
      settings,
      ...(replaced?.setupFunc && { setupFunc: replaced.setupFunc }),
      kernelFunc: ({ inputs, attrs, backend }) =>
        kernel(machineOf(backend as unknown as WasmBackend, settings), inputs, attrs ?? {}),
    };
    registerKernel(ours);
  }
}
