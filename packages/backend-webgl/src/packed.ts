import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGlBackend } from './backend.js';

/** Numbers that a program is given each time it runs, by name. */
export interface Uniforms {
  readonly floats?: Readonly<Record<string, number>>;
  readonly integers?: Readonly<Record<string, number>>;
}

/**
 * Runs a program over packed textures, 2 × 2 elements of the last two axes a texel: tfjs's products and convolutions read and
 * write such ones, so that none is laid out anew.
 *
 * @param inputs - Under the names that `userCode` reads them by.
 * @param userCode - GLSL, that calls `setOutput`.
 */
export const packed = (
  backend: WebGlBackend,
  inputs: Readonly<Record<string, TensorInfo>>,
  outputShape: number[],
  userCode: string,
  { floats = {}, integers = {} }: Uniforms = {},
): TensorInfo =>
  backend.runWebGLProgram(
    {
      variableNames: Object.keys(inputs),
      outputShape,
      packedInputs: true,
      packedOutput: true,
      customUniforms: [
        ...Object.keys(floats).map((name) => ({ name, type: 'float' as const })),
        ...Object.keys(integers).map((name) => ({ name, type: 'int' as const })),
      ],
      userCode,
    },
    Object.values(inputs),
    'float32',
    [...Object.values(floats), ...Object.values(integers)].map((number) => [number]),
  );
