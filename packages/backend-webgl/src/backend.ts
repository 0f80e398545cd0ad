import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';

/** tfjs's backend, and whether it has been given what is here. */
export type WebGlBackend = MathBackendWebGL & { tenon?: boolean };
