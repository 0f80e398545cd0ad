import type { BackendInfo } from '@tenonjs/contracts';
import { registerKernels } from '@tenonjs/internal';
import { backend, engine, type KernelBackend, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import type { WebGpuBackend } from './backend.js';
import { describe, deviceOf } from './device.js';
import { gpu, inNode } from './gpu.js';
import { kernels } from './kernels.js';
import { watch } from './watch.js';

/** The tfjs backend's name. */
export const name = 'webgpu';

export interface ActivateOptions {
  /** Which of several GPUs. Default `'high-performance'`. */
  readonly powerPreference?: 'high-performance' | 'low-power';
  /** Node alone: Dawn's options, such as `['backend=vulkan', 'adapter=NVIDIA']`. */
  readonly dawn?: readonly string[];
}

const adapterOf = async (options: ActivateOptions): Promise<{ found: boolean; adapter: GPUAdapter | null }> => {
  const { powerPreference = 'high-performance', dawn = [] } = options;
  const found = await gpu(dawn);
  return { found: found !== undefined, adapter: (await found?.requestAdapter({ powerPreference })) ?? null };
};

/** Whether a GPU can be had here: in a browser with WebGPU, or in Node beside the npm package `webgpu`. */
export async function isAvailable(): Promise<boolean> {
  return (await adapterOf({})).adapter !== null;
}

/**
 * Makes `webgpu` the current backend of tfjs-core and gives it Tenon's kernels. A second call changes nothing.
 *
 * @returns The GPU that was found and its features.
 * @throws {Error} If there is no WebGPU, no GPU that it can use, or the device cannot be made.
 * @example
 * const { device } = await activate(); // 'NVIDIA GeForce RTX 4070'
 */
export async function activate(options: ActivateOptions = {}): Promise<BackendInfo> {
  const { found, adapter } = await adapterOf(options);
  if (!found) {
    throw new Error(
      inNode()
        ? 'activate: Node has no WebGPU of its own; npm install webgpu beside this program, or take another backend.'
        : 'activate: this browser has no WebGPU here; take Chrome or Edge 113, Safari 26, Firefox 141 or later, over https or on localhost, or another backend.',
    );
  }
  if (!adapter) {
    throw new Error(
      inNode()
        ? 'activate: WebGPU finds no GPU; install its driver (on Linux libvulkan1 and the maker’s Vulkan driver, which `vulkaninfo` lists), or take another backend.'
        : 'activate: WebGPU finds no GPU that this browser allows; see chrome://gpu, or take another backend.',
    );
  }
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  if (!(name in engine().registry)) {
    const device = await deviceOf(adapter);
    if (name in engine().registryFactory) removeBackend(name);
    registerBackend(name, () => new WebGPUBackend(device, adapter.info) as unknown as KernelBackend, 3);
  }
  await setBackend(name);
  const active = backend() as unknown as WebGpuBackend;
  if (!active.tenon) {
    active.tenon = new Map();
    watch(active);
    registerKernels(name, kernels);
  }
  const device = describe(adapter);
  return { name, description: `webgpu, ${device}`, device, features: [...active.device.features].sort() };
}
