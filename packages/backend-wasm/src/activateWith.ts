import type { BackendInfo } from '@tenonjs/contracts';
import { positiveInteger } from '@tenonjs/internal';
import {
  backend,
  engine,
  findBackendFactory,
  getKernel,
  getKernelsForBackend,
  type KernelBackend,
  type KernelConfig,
  registerBackend,
  registerKernel,
  removeBackend,
  serialization,
  setBackend,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { Backend } from './backend.js';
import { heap } from './heap.js';
import type { Kernels } from './kernel.js';
import { locate, read } from './locate.js';
import { type Machine, machine, memoryOf, type StartThreads, type WasmBackend } from './machine.js';
import { name } from './name.js';
import { withSharedMemory } from './sharedMemory.js';
import { hasRelaxedSimd, hasSimd } from './simd.js';
import type { Engine } from './tfjsLayers.js';
import { whyOneThread } from './whyOneThread.js';

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

/** As of tfjs's own: what `setBackend` of a name that is not registered would take first. */
const PRIORITY = 2;

/** Makes `wasm` the current backend, with the kernels given and those that it has already. */
export async function activateWith(options: ActivateOptions, kernels: Kernels): Promise<BackendInfo> {
  if (!hasSimd()) {
    throw new Error(
      'activate: this engine has no WebAssembly SIMD; take the cpu backend, or Node 20, Chrome 91, Firefox 113, Safari 16.4 or later.',
    );
  }
  const { threads, relaxed = true } = options;
  if (threads !== undefined) positiveInteger('activate', { threads });
  const url = locate(options.wasmPaths);
  let settings = getKernelsForBackend(name).find(isOurs)?.settings;
  const asked = threads ?? settings?.asked ?? 1;
  const running = engine().registry[name] as unknown as WasmBackend | undefined;
  if (running && asked !== (settings?.asked ?? 1)) {
    throw new Error(
      `activate: threads must be ${settings?.asked ?? 1}, with which the wasm backend already runs, got ${asked}; ask for more in the first call, before setBackend.`,
    );
  }
  if (running && !memoryOf(running.wasm)) {
    throw new Error(
      "activate: the wasm backend already runs with tfjs's own threads; call activate before setBackend.",
    );
  }
  const why = asked > 1 ? whyOneThread() : undefined;
  const shared = asked > 1 && !why;
  if (!running) await takePlace(url, shared);
  const fresh = !settings || !running;
  if (fresh) {
    const useRelaxed = relaxed && hasRelaxedSimd();
    const module = await ownModule(useRelaxed, shared);
    settings = Object.assign(settings ?? { stock: {} }, {
      relaxed: useRelaxed,
      asked,
      threads: shared ? asked : 1,
      why,
      module,
      startThreads: shared ? (await import('./threads.js')).startThreads : undefined,
    });
  }
  register(kernels, settings!);
  let ready = false;
  try {
    ready = await setBackend(name);
  } catch {}
  if (!ready) throw new Error(notLoaded(url));
  if (fresh) await start(backend() as unknown as WasmBackend, settings!);
  // Where the program has loaded tfjs-layers, its recurrent layers run on the kernels for these.
  const { classNameMap } = serialization.SerializationMap.getMap();
  if ('RNN' in classNameMap && 'LSTM' in kernels.own) {
    (await import('./tfjsLayers.js')).fuseRecurrentLayers(engine() as unknown as Engine, classNameMap);
  }
  const { threads: now, relaxed: isRelaxed, why: reason } = settings!;
  return {
    name,
    description: `wasm, ${isRelaxed ? 'relaxed' : 'plain'} SIMD, ${now} ${now === 1 ? 'thread' : 'threads'}${reason ? ` (${reason})` : ''}`,
    threads: now,
  };
}

const notLoaded = (url: string): string =>
  `activate: ${url} could not be loaded; serve or copy tfjs-backend-wasm-simd.wasm there, or say where it is: activate({ wasmPaths }).`;

/** Registers the backend, in the place of tfjs's own if that was imported too. */
async function takePlace(url: string, shared: boolean): Promise<void> {
  let module: WebAssembly.Module;
  try {
    module = await compile(url, shared);
  } catch {
    throw new Error(notLoaded(url));
  }
  if (findBackendFactory(name)) removeBackend(name);
  registerBackend(name, async () => new Backend(await heap(module)) as unknown as KernelBackend, PRIORITY);
}

/** Kernels of ours share the backend's memory, whose kind tfjs's module itself says. */
async function compile(url: string, shared: boolean): Promise<WebAssembly.Module> {
  const bytes = await read(url);
  return WebAssembly.compile(shared ? withSharedMemory(bytes) : bytes);
}

/** The file, which webpack and Vite copy into the bundle at these expressions; elsewhere what build.mjs packed. */
async function ownModule(relaxed: boolean, shared: boolean): Promise<WebAssembly.Module> {
  try {
    const url = relaxed
      ? new URL('./binaries/relaxed.wasm', import.meta.url)
      : new URL('./binaries/plain.wasm', import.meta.url);
    return await compile(url.href, shared);
  } catch {
    const base64 = relaxed
      ? (await import('./binaries/relaxed.js')).relaxed
      : (await import('./binaries/plain.js')).plain;
    const bytes = await inflate(base64);
    return WebAssembly.compile(shared ? withSharedMemory(bytes) : bytes);
  }
}

async function inflate(base64: string): Promise<Uint8Array<ArrayBuffer>> {
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
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
function machineOf(backend: WasmBackend, { module, stock, threads, startThreads }: Settings): Machine {
  backend.tenon ??= machine(backend, module, stock, threads, startThreads);
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
  /** Loaded where there are threads. */
  startThreads: StartThreads | undefined;
  readonly stock: Record<string, KernelConfig>;
}

interface Ours extends KernelConfig {
  readonly settings: Settings;
}

const isOurs = (config: KernelConfig): config is Ours => 'settings' in config;

/** Ours stand in for tfjs's of the same name, which they may fall back to. */
function register({ stock, own }: Kernels, settings: Settings): void {
  for (const config of stock) {
    settings.stock[config.kernelName] ??= config;
    if (!getKernel(config.kernelName, name)) registerKernel(config);
  }
  for (const config of getKernelsForBackend(name)) {
    if (!isOurs(config)) settings.stock[config.kernelName] = config;
  }
  for (const [kernelName, kernel] of Object.entries(own)) {
    const registered = getKernel(kernelName, name);
    if (registered && isOurs(registered)) continue;
    if (registered) unregisterKernel(kernelName, name);
    const setupFunc = settings.stock[kernelName]?.setupFunc;
    const ours: Ours = {
      kernelName,
      backendName: name,
      settings,
      ...(setupFunc && { setupFunc }),
      kernelFunc: ({ inputs, attrs, backend }) =>
        kernel(machineOf(backend as unknown as WasmBackend, settings), inputs, attrs ?? {}),
    };
    registerKernel(ours);
  }
}
