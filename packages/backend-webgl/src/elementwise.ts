import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGlBackend } from './backend.js';
import { packed, type Uniforms } from './packed.js';

/** One value of each element, out of inputs that all have its shape. */
export interface Elementwise extends Uniforms {
  /** Read as `vec4` under these names; absent ones are left out. */
  readonly inputs: Readonly<Record<string, TensorInfo | undefined>>;
  /** What stands before `main`. */
  readonly head?: string;
  /** GLSL, a `vec4`. `at` has the four elements' places, of which those outside the tensor are not kept. */
  readonly value: string;
}

/** As tfjs lays packed textures out: 2 × 2 elements of the last two axes a texel. */
const as3d = (shape: readonly number[]): [number, number, number] => [
  shape.slice(0, -2).reduce((a, b) => a * b, 1),
  shape.at(-2) ?? 1,
  shape.at(-1) ?? 1,
];

/** A packed program of one value an element. */
export function elementwise(backend: WebGlBackend, { inputs, head = '', value, ...uniforms }: Elementwise): TensorInfo {
  const given = Object.entries(inputs).filter((entry): entry is [string, TensorInfo] => entry[1] !== undefined);
  const { shape } = given[0]![1];
  if (shape.includes(0)) return backend.makeTensorInfo([...shape], 'float32', new Float32Array(0));
  const outputShape = as3d(shape);
  const reads = given.map(([name]) => `  vec4 ${name} = get${name[0]!.toUpperCase()}${name.slice(1)}AtOutCoords();`);
  const { dataId, dtype } = packed(
    backend,
    Object.fromEntries(given.map(([name, input]) => [name, { ...input, shape: outputShape }])),
    outputShape,
    `
${head}
void main() {
  ivec3 rc = getOutputCoords();
  int first = (rc.x * ${outputShape[1]} + rc.y) * ${outputShape[2]} + rc.z;
  ivec4 at = first + ivec4(0, 1, ${outputShape[2]}, ${outputShape[2]} + 1);
${reads.join('\n')}
  vec4 result = ${value};
  bool right = rc.z + 1 < ${outputShape[2]};
  bool below = rc.y + 1 < ${outputShape[1]};
  setOutput(vec4(result.r, right ? result.g : 0., below ? result.b : 0., right && below ? result.a : 0.));
}`,
    uniforms,
  );
  return { dataId, dtype, shape };
}
