import { getBackend, getKernel } from '@tensorflow/tfjs-core';

/** Whether the active backend has a kernel of this name. */
export const hasKernel = (name: string): boolean => getKernel(name, getBackend()) !== undefined;
