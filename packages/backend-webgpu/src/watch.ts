import type { WebGpuBackend } from './backend.js';

/**
 * Makes a device's failure known to the program: work asked of a lost device, or results of refused commands, are errors
 * at the next operation or read instead of numbers that mean nothing.
 */
export function watch(backend: WebGpuBackend): void {
  let lost: string | undefined;
  let refused: string | undefined;
  const { device } = backend;
  device.lost.then(({ reason, message }) => {
    lost = `webgpu: the device was lost (${[reason, message].filter(Boolean).join(': ')}); activate anew in a new process or page, and go on from the last checkpoint.`;
  });
  device.addEventListener('uncapturederror', ({ error }) => {
    refused ??= `webgpu: the device refused a command: ${error.message}`;
  });
  const check = (): void => {
    const failure = lost ?? refused;
    refused = undefined;
    if (failure !== undefined) throw new Error(failure);
  };
  const { read, ensureCommandEncoderReady } = backend;
  backend.ensureCommandEncoderReady = () => {
    check();
    ensureCommandEncoderReady.call(backend);
  };
  backend.read = async (dataId) => {
    check();
    try {
      return await read.call(backend, dataId);
    } catch (error) {
      // A buffer's mapping is given up before its device is said to be lost.
      await new Promise((resolve) => setTimeout(resolve));
      check();
      throw error;
    } finally {
      check();
    }
  };
}
