import { BatchMatMul, getKernel, Reshape, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGlBackend } from '../backend.js';
import type { Kernel } from '../kernel.js';
import { packed } from '../packed.js';
import { paddingOf, pairOf } from '../window.js';

/** Numbers that the windows of a batch may take, 64 MiB. */
const MOST = 2 ** 24;

// A product of all windows with dy, image by image, and their sum: tfjs has one invocation a weight go through the whole batch.
export const conv2dBackpropFilter: Kernel = (backend, { x, dy }, attrs, stock) => {
  const { strides, pad, dilations = 1, dataFormat, filterShape } = attrs;
  const [batch, height, width, channels] = x!.shape as [number, number, number, number];
  const [, rows, columns, filters] = dy!.shape as [number, number, number, number];
  const [h, w] = filterShape as [number, number];
  const [[down, right], [tall, wide]] = [pairOf(strides), pairOf(dilations)];
  const [places, weights] = [rows * columns, h * w * channels];
  if (dataFormat !== 'NHWC' || batch * places * weights > MOST)
    return [stock!({ inputs: { x: x!, dy: dy! }, attrs, backend }) as TensorInfo];
  const top = paddingOf(pad, 0, height, rows, (h - 1) * tall + 1, down);
  const left = paddingOf(pad, 1, width, columns, (w - 1) * wide + 1, right);
  const windows = packed(
    backend,
    { x: { ...x!, shape: [batch * height, width, channels] } },
    [batch, places, weights],
    `
float at(int b, int place, int weight) {
  if (place >= ${places} || weight >= ${weights}) { return 0.; }
  int tap = weight / ${channels};
  int channel = weight - tap * ${channels};
  int i = place / ${columns};
  int p = tap / ${w};
  int r = i * ${down} + p * ${tall} - ${top};
  int c = (place - i * ${columns}) * ${right} + (tap - p * ${w}) * ${wide} - ${left};
  if (r < 0 || r >= ${height} || c < 0 || c >= ${width}) { return 0.; }
  vec4 texel = getX(b * ${height} + r, c & ~1, channel & ~1);
  vec2 pair = (c & 1) == 0 ? texel.xy : texel.zw;
  return (channel & 1) == 0 ? pair.x : pair.y;
}
void main() {
  ivec3 rc = getOutputCoords();
  setOutput(vec4(at(rc.x, rc.y, rc.z), at(rc.x, rc.y, rc.z + 1), at(rc.x, rc.y + 1, rc.z), at(rc.x, rc.y + 1, rc.z + 1)));
}`,
  );
  const flat = run(backend, Reshape, { x: dy! }, { shape: [batch, places, filters] });
  const each = run(backend, BatchMatMul, { a: windows, b: flat }, { transposeA: true, transposeB: false });
  const { dataId, dtype } = packed(
    backend,
    { x: each },
    [1, weights, filters],
    `
void main() {
  ivec3 rc = getOutputCoords();
  vec4 sum = vec4(0.);
  for (int b = 0; b < ${batch}; b++) { sum += getX(b, rc.y, rc.z); }
  setOutput(sum);
}`,
  );
  for (const done of [windows, flat, each]) backend.disposeIntermediateTensorInfo(done);
  return [{ dataId, dtype, shape: filterShape }];
};

/** Runs one of tfjs's kernels. */
const run = (
  backend: WebGlBackend,
  name: string,
  inputs: Record<string, TensorInfo>,
  attrs: Record<string, number[] | boolean>,
): TensorInfo => getKernel(name, 'webgl')!.kernelFunc({ inputs, attrs, backend }) as TensorInfo;
