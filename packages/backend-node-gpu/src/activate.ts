import type { BackendInfo } from '@tenonjs/contracts';
import { backend, engine, getBackend, setBackend } from '@tensorflow/tfjs-core';
import { type Addon, load, whyNot } from './addon.js';
import { gpuNames, missingLibraries } from './cuda.js';

/** The tfjs backend's name. */
export const name = 'tensorflow';

export interface ActivateOptions {
  /** Which of tfjs's packages; `'@tensorflow/tfjs-node'` computes on the processor. Default `'@tensorflow/tfjs-node-gpu'`. */
  readonly from?: Addon;
}

/** The parts of tfjs's backend that are read here. */
interface TensorflowBackend {
  readonly isUsingGpuDevice: boolean;
  readonly binding: { readonly TF_Version?: string };
}

/** Whether `@tensorflow/tfjs-node-gpu` is installed, with its binary and the libraries of CUDA; loads none of them. */
export async function isAvailable(): Promise<boolean> {
  return whyNot('@tensorflow/tfjs-node-gpu') === undefined && missingLibraries().length === 0;
}

/**
 * Makes `tensorflow` the current backend of tfjs-core: TensorFlow on CUDA, or where asked on the processor. A second call
 * changes nothing.
 *
 * @returns The GPU, and the version of TensorFlow.
 * @throws {RangeError} If `from` is neither of the two packages.
 * @throws {Error} If the package, its binary or a library is missing, or TensorFlow finds no GPU; the backend that was current stays.
 * @example
 * if (await isAvailable()) console.log((await activate()).description); // tensorflow, NVIDIA A100
 */
export async function activate(options: ActivateOptions = {}): Promise<BackendInfo> {
  const { from = '@tensorflow/tfjs-node-gpu' } = options;
  if (from !== '@tensorflow/tfjs-node-gpu' && from !== '@tensorflow/tfjs-node') {
    throw new RangeError(
      `activate: from must be '@tensorflow/tfjs-node-gpu' or '@tensorflow/tfjs-node', got ${JSON.stringify(from)}.`,
    );
  }
  const before = getBackend();
  if (!(name in engine().registry)) {
    const why = whyNot(from);
    if (why !== undefined) throw new Error(`activate: ${why}`);
    await load(from);
  }
  await setBackend(name);
  const { isUsingGpuDevice, binding } = backend() as unknown as TensorflowBackend;
  if (!isUsingGpuDevice && from === '@tensorflow/tfjs-node-gpu') {
    if (before && before !== name) await setBackend(before);
    const missing = missingLibraries();
    throw new Error(
      missing.length > 0
        ? `activate: TensorFlow finds no GPU, for ${missing.join(', ')} cannot be loaded; install what is missing and put its folder on ${process.platform === 'win32' ? 'PATH' : 'LD_LIBRARY_PATH'}, or take another backend.`
        : 'activate: TensorFlow finds no GPU that it can use; nvidia-smi says what the driver sees, CUDA 11.2 knows GPUs up to Ampere; @tenonjs/backend-webgpu takes any.',
    );
  }
  const device = isUsingGpuDevice ? (gpuNames()[0] ?? 'CUDA') : 'processor';
  return {
    name,
    description: `tensorflow, ${device}`,
    device,
    features: binding.TF_Version ? [`TensorFlow ${binding.TF_Version}`] : [],
  };
}
