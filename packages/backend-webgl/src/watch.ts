import type { WebGlBackend } from './backend.js';

const lost =
  'webgl: the context was lost (its driver was reset, or memory ran out); activate anew in a new page, and go on from the last checkpoint.';

/**
 * Makes a lost context known to the program: what is asked of it is an error at the next operation or read, instead of
 * zeros, which is what WebGL answers.
 */
export function watch(backend: WebGlBackend): void {
  const { gl } = backend.gpgpu;
  const { runWebGLProgram, uploadToGPU, read, readSync } = backend;
  const check = (): void => {
    if (gl.isContextLost()) throw new Error(lost);
  };
  /** What fails in a lost context fails for that. */
  const checked = <A extends unknown[], R>(run: (...args: A) => R) =>
    function (this: unknown, ...args: A): R {
      check();
      try {
        return run.apply(backend, args);
      } finally {
        check();
      }
    };
  backend.runWebGLProgram = checked(runWebGLProgram);
  backend.uploadToGPU = checked(uploadToGPU);
  backend.readSync = checked(readSync);
  backend.read = async (dataId) => {
    check();
    try {
      return await read.call(backend, dataId);
    } finally {
      check();
    }
  };
}
