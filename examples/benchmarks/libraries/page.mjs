// In the page that browser.mjs opens: what a step takes with and without Tenon's kernels.
// For WebGPU, browser.mjs puts that backend in this one's place.
import { activate, name } from '@tenonjs/backend-webgl';
import { adam } from '@tenonjs/optimizers';
import * as core from '@tensorflow/tfjs-core';
import { cnn } from '../cnn.mjs';
import { classifier } from '../training.mjs';

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

let programs = 0;
/** Counts what the device is given to run. */
function countPrograms() {
  const [owner, method] =
    name === 'webgl' ? [core.backend(), 'runWebGLProgram'] : [GPUComputePassEncoder.prototype, 'dispatchWorkgroups'];
  const run = owner[method];
  owner[method] = function (...args) {
    programs++;
    return run.apply(this, args);
  };
}

/** Waits until WebGL has drawn what it was given: a pixel of it is read. WebGPU cannot be waited for so. */
function settle() {
  const gl = core.backend().gpgpu?.gl;
  gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, new Float32Array(4));
}

/** The kernels of a step, with their calls, programs and, each waited for, time; those that another calls are counted as its own. */
async function kernelsOf(step) {
  const kernels = new Map();
  let depth = 0;
  const configs = core.getKernelsForBackend(name);
  for (const config of configs) {
    core.unregisterKernel(config.kernelName, name);
    core.registerKernel({
      ...config,
      kernelFunc(call) {
        if (depth > 0) return config.kernelFunc(call);
        settle();
        const [start, before] = [performance.now(), programs];
        depth++;
        const result = config.kernelFunc(call);
        depth--;
        settle();
        const kernel = kernels.get(config.kernelName) ?? { kernel: config.kernelName, calls: 0, programs: 0, ms: 0 };
        kernel.calls++;
        kernel.programs += programs - before;
        kernel.ms += performance.now() - start;
        kernels.set(config.kernelName, kernel);
        return result;
      },
    });
  }
  await step(1);
  for (const config of configs) {
    core.unregisterKernel(config.kernelName, name);
    core.registerKernel(config);
  }
  return [...kernels.values()].sort((a, b) => b.ms - a.ms);
}

/** Adam's step alone, on the tutorial's CNN. */
function adamAlone() {
  const shapes = [[3, 3, 1, 32], [32], [5408, 128], [128], [128, 10], [10]];
  const optimizer = adam();
  const weights = shapes.map((shape) => core.variable(core.randomNormal(shape)));
  const gradients = Object.fromEntries(weights.map((w) => [w.name, core.randomNormal(w.shape)]));
  return async (steps) => {
    for (let step = 0; step < steps; step++) optimizer.applyGradients(gradients);
    await weights.at(-1).data();
  };
}

/** @param {{ batchSize: number, rounds: number, steps: number }} options steps: between two readings */
export async function measure({ batchSize, rounds, steps }) {
  const { description } = await activate();
  countPrograms();
  const tasks = {
    'a step of the CNN': await classifier(cnn, [batchSize, 28, 28, 1])(),
    'Adam’s step alone': adamAlone(),
  };
  const rows = [];
  let kernels;
  for (const [of, step] of Object.entries(tasks)) {
    await step(1);
    const used = await kernelsOf(step);
    kernels ??= used;
    const own = used.map(({ kernel }) => core.getKernel(kernel, name)).filter((config) => 'stock' in config);
    const variants = [
      { variant: 'all', without: [] },
      ...(own.length > 1 ? own.map((config) => ({ variant: `without ${config.kernelName}`, without: [config] })) : []),
      { variant: 'tfjs’s alone', without: own },
    ].map((variant) => ({ ...variant, times: [] }));
    const under = async ({ without }, run) => {
      for (const { kernelName, stock } of without) {
        core.unregisterKernel(kernelName, name);
        if (stock) core.registerKernel({ kernelName, backendName: name, kernelFunc: stock });
      }
      const result = await run();
      for (const config of without) {
        if (config.stock) core.unregisterKernel(config.kernelName, name);
        core.registerKernel(config);
      }
      return result;
    };
    for (const variant of variants) {
      await under(variant, () => step(1));
      const before = programs;
      await under(variant, () => step(1));
      variant.programs = programs - before;
    }
    for (let round = 0; round < rounds; round++) {
      for (const variant of variants) {
        const start = performance.now();
        await under(variant, () => step(steps));
        variant.times.push((performance.now() - start) / steps);
      }
    }
    for (const { variant, times, programs } of variants)
      rows.push({ of, variant, ms: median(times), least: Math.min(...times), programs });
  }
  return { description, rows, kernels };
}
