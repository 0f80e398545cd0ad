import { type DataType, env, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGpuBackend } from './backend.js';

/** One run of a shader over tensors. */
export interface Dispatch {
  /** Read as `array<f32>` (`array<i32>` for int32 and bool) under these names; those absent, or not in `body`, are left out. */
  readonly inputs: Readonly<Record<string, TensorInfo | undefined>>;
  /** Tensors of the kernel's own, read and written; those absent, or not in `body`, are left out. */
  readonly changed?: Readonly<Record<string, TensorInfo | undefined>>;
  /** New tensors, under these names. */
  readonly outputs: Readonly<Record<string, Output | undefined>>;
  /** Numbers, f32, read as `u.name`. */
  readonly floats?: Readonly<Record<string, number>>;
  /** Numbers, u32, read as `u.name`. */
  readonly integers?: Readonly<Record<string, number>>;
  /** How many times `body` runs, each with its own `i`. */
  readonly count: number;
  /**
   * `'thread'`, the default: one invocation an `i`. `'group'`: a workgroup of `GROUP` invocations an `i`, told apart by `t`.
   */
  readonly each?: 'thread' | 'group';
  /** What stands before `main`: functions, workgroup variables. */
  readonly head?: string;
  /** WGSL. All outputs must be written in it. */
  readonly body: string;
}

export interface Output {
  readonly shape: readonly number[];
  readonly dtype?: DataType;
}

/** The invocations of a workgroup. */
const GROUP = 64;

const scalar = (dtype: DataType = 'float32'): string => (dtype === 'float32' ? 'f32' : 'i32');

function shader({
  inputs,
  changed = {},
  outputs,
  floats = {},
  integers = {},
  each,
  head = '',
  body,
}: Dispatch): string {
  const buffers = [
    ...given(inputs).map(([name, { dtype }]) => `var<storage, read> ${name}: array<${scalar(dtype)}>;`),
    ...[...given(changed), ...given(outputs)].map(
      ([name, { dtype }]) => `var<storage, read_write> ${name}: array<${scalar(dtype)}>;`,
    ),
    'var<uniform> u: Uniforms;',
  ];
  const uniforms = [
    'count: u32',
    ...Object.keys(integers).map((n) => `${n}: u32`),
    ...Object.keys(floats).map((n) => `${n}: f32`),
  ];
  return `
struct Uniforms { ${uniforms.join(', ')} }
${buffers.map((buffer, at) => `@group(0) @binding(${at}) ${buffer}`).join('\n')}
const GROUP = ${GROUP}u;
${head}
@compute @workgroup_size(${GROUP})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) t: u32) {
  let i = (group.x + group.y * groups.x)${each === 'group' ? '' : ' * GROUP + t'};
  if (i >= u.count) { return; }
${body}
}`;
}

const given = <T>(named: Readonly<Record<string, T | undefined>>): [string, T][] =>
  Object.entries(named).filter((entry): entry is [string, T] => entry[1] !== undefined);

/** Those of the tensors whose names stand in the shader's body: it binds no others. */
const used = <T>({ body }: Dispatch, named: Readonly<Record<string, T | undefined>>): Record<string, T> =>
  Object.fromEntries(given(named).filter(([name]) => new RegExp(`\\b${name}\\b`).test(body)));

/** What is stored: integers even where floats are said to be, since tfjs casts a tensor by its word alone. */
const stored = (backend: WebGpuBackend, { dataId }: TensorInfo): DataType => backend.tensorMap.get(dataId).dtype;

/** The inputs as the shader says they are, and those made for it. */
function converted(backend: WebGpuBackend, inputs: Dispatch['inputs']): [Dispatch['inputs'], TensorInfo[]] {
  const made: TensorInfo[] = [];
  const entries = given(inputs).map(([name, x]) => {
    const dtype = stored(backend, x);
    if (x.dtype !== 'float32' || dtype === 'float32') return [name, x] as const;
    const count = x.shape.reduce((a, b) => a * b, 1);
    const run = {
      inputs: { x: { ...x, dtype } },
      outputs: { y: { shape: x.shape } },
      count,
      body: '  y[i] = f32(x[i]);',
    };
    const [y] = dispatch(backend, run);
    made.push(y!);
    return [name, y!] as const;
  });
  return [Object.fromEntries(entries), made];
}

/**
 * Runs a shader of ours as tfjs runs its own: in the same pass, so that they keep their order.
 *
 * @returns The outputs, in order.
 */
export function dispatch(backend: WebGpuBackend, asked: Dispatch): TensorInfo[] {
  const { device } = backend;
  const outputs = given(asked.outputs).map(([, { shape, dtype }]) =>
    backend.makeTensorInfo([...shape], dtype ?? 'float32'),
  );
  if (asked.count === 0) {
    for (const { dataId, shape, dtype } of outputs) {
      const size = shape.reduce((a, b) => a * b, 1);
      backend.tensorMap.get(dataId).values = dtype === 'float32' ? new Float32Array(size) : new Int32Array(size);
    }
    return outputs;
  }
  const [readable, made] = converted(backend, used(asked, asked.inputs));
  const run = { ...asked, inputs: readable, changed: used(asked, asked.changed ?? {}) };
  const inputs = given({ ...readable, ...run.changed }).map(([, tensor]) => tensor);
  const code = shader(run);
  backend.tenon ??= new Map();
  let pipeline = backend.tenon.get(code);
  if (!pipeline) {
    const module = device.createShaderModule({ code });
    pipeline = device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'main' } });
    backend.tenon.set(code, pipeline);
  }
  const tensors = [...inputs, ...outputs];
  for (const { dataId } of tensors) backend.uploadToGPU(dataId);
  const uniforms = backend.makeUniforms([
    ...[run.count, ...Object.values(run.integers ?? {})].map((value) => ({ type: 'uint32', data: [value] })),
    ...Object.values(run.floats ?? {}).map((value) => ({ type: 'float32', data: [value] })),
  ]);
  const bindGroup = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [...tensors.map(({ dataId }) => ({ buffer: backend.tensorMap.get(dataId).resource! })), uniforms].map(
      (resource, binding) => ({ binding, resource }),
    ),
  });
  for (const { dataId } of tensors) backend.commandQueueOwnedIds.add(dataId);
  backend.ensureCommandEncoderReady();
  backend.computePassEncoder ??= backend.commandEncoder!.beginComputePass();
  const pass = backend.computePassEncoder;
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindGroup);
  const groups = run.each === 'group' ? run.count : Math.ceil(run.count / GROUP);
  const across = Math.min(groups, device.limits.maxComputeWorkgroupsPerDimension);
  pass.dispatchWorkgroups(across, Math.ceil(groups / across));
  backend.dispatchCountInPass++;
  if (backend.dispatchCountInPass >= env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')) {
    backend.endComputePassEncoder();
    backend.submitQueue();
  }
  for (const { dataId } of made) backend.disposeData(dataId);
  return outputs;
}
