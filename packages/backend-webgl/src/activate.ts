import type { BackendInfo } from '@tenonjs/contracts';
import { registerKernels } from '@tenonjs/internal';
import {
  backend,
  engine,
  env,
  type KernelBackend,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import type { WebGlBackend } from './backend.js';
import { contextOf, describe } from './context.js';
import { kernels } from './kernels.js';
import { watch } from './watch.js';

/** The tfjs backend's name. */
export const name = 'webgl';

export interface ActivateOptions {
  /** Which of several GPUs. Default `'high-performance'`. */
  readonly powerPreference?: 'high-performance' | 'low-power';
}

/** Whether there is WebGL 2 on a GPU: in a page or a worker, not in Node. */
export async function isAvailable(): Promise<boolean> {
  const gl = contextOf('high-performance');
  // A page has few contexts, and this one serves nobody.
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl !== null;
}

/**
 * Makes `webgl` the current backend of tfjs-core and gives it Tenon's kernels. A second call changes nothing.
 *
 * @returns The GPU that was found and its extensions.
 * @throws {Error} If there is no WebGL 2, or no GPU that it can use.
 * @example
 * if (await isAvailable()) console.log((await activate()).device); // ANGLE (NVIDIA GeForce RTX 4070 …)
 */
export async function activate(options: ActivateOptions = {}): Promise<BackendInfo> {
  const running = engine().registry[name] as unknown as WebGlBackend | undefined;
  const gl =
    (running?.gpgpu.gl as WebGL2RenderingContext | undefined) ??
    contextOf(options.powerPreference ?? 'high-performance');
  if (!gl) {
    throw new Error(
      typeof document === 'undefined' && typeof OffscreenCanvas === 'undefined'
        ? 'activate: there is no WebGL in Node; take @tenonjs/backend-webgpu for a GPU, or @tenonjs/backend-wasm.'
        : 'activate: this browser gives no WebGL 2 on a GPU; switch graphics acceleration on in its settings (chrome://gpu says what is off), or take another backend.',
    );
  }
  const { MathBackendWebGL, setWebGLContext } = await import('@tensorflow/tfjs-backend-webgl');
  if (!running) {
    setWebGLContext(2, gl);
    if (name in engine().registryFactory) removeBackend(name);
    registerBackend(name, () => new MathBackendWebGL() as unknown as KernelBackend, 2);
  }
  await setBackend(name);
  const active = backend() as unknown as WebGlBackend;
  if (!active.tenon) {
    active.tenon = true;
    watch(active);
    registerKernels(name, kernels);
  }
  const device = describe(gl);
  // Phones that compute in 16 bits lose gradients below 6e-8.
  const half = env().getBool('WEBGL_RENDER_FLOAT32_ENABLED') ? '' : ', 16-bit floats';
  return {
    name,
    description: `webgl, ${device}${half}`,
    device,
    features: [...(gl.getSupportedExtensions() ?? [])].sort(),
  };
}
