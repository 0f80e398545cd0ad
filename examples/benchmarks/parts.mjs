// Where a step's time goes: each kernel by the shapes of its inputs, beside what the machine can do at most.
//
//     node parts.mjs mlp-b128 [--plain] [--rounds 300]
//
// The least of many steps counts, which nothing else on the machine disturbed. What is left of a step when its kernels are taken away, is JavaScript: Tenon's, tfjs-core's, the engine's.
// A table, then a JSON line for each part: {"workload", "kernel", "shapes", "calls", "ms", "gflops", "gbytes"}.
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { activate } from '@tenonjs/backend-wasm';
import { getKernelsForBackend, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { workloads } from './libraries/workloads.mjs';
import { limit, streaming } from './limit.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { plain: { type: 'boolean' }, rounds: { type: 'string', default: '300' } },
});
const [workload = 'mlp-b128'] = positionals;
if (!workloads[workload])
  throw new RangeError(`parts: workload must be one of ${Object.keys(workloads).join(', ')}, got "${workload}".`);

const { description } = await activate({ relaxed: !values.plain, threads: 1 });
const size = (shape) => shape.reduce((a, b) => a * b, 1);

/** Multiply-adds of a product or a convolution; undefined of what else there is. */
function multiplyAdds(kernel, inputs, attrs, outputs) {
  const { a, filter, dy } = inputs;
  if (/MatMul/.test(kernel)) return size(outputs[0].shape) * a.shape.at(attrs.transposeA ? -2 : -1);
  if (/Depthwise/.test(kernel)) {
    const taps = (/Filter/.test(kernel) ? outputs[0] : filter).shape;
    return size((dy ?? outputs[0]).shape) * taps[0] * taps[1];
  }
  if (/Conv[23]D$/.test(kernel)) return (size(outputs[0].shape) * size(filter.shape)) / filter.shape.at(-1);
  if (/DBackpropFilter/.test(kernel)) return (size(dy.shape) * size(outputs[0].shape)) / dy.shape.at(-1);
  if (/DBackpropInput/.test(kernel)) return (size(dy.shape) * size(filter.shape)) / dy.shape.at(-1);
}

/** Of the step that runs: time, calls and work by kernel and shapes. */
let parts;
function watch(config) {
  const { kernelName, kernelFunc } = config;
  unregisterKernel(kernelName, 'wasm');
  registerKernel({
    ...config,
    kernelFunc(call) {
      if (!parts) return kernelFunc(call);
      const start = performance.now();
      const result = kernelFunc(call);
      const took = performance.now() - start;
      const inputs = Object.values(call.inputs).flat().filter(Boolean);
      const outputs = [result].flat();
      const shapes = inputs.map(({ shape }) => `[${shape.join(', ')}]`).join(' ');
      const key = JSON.stringify([kernelName, shapes]);
      const part = parts.get(key) ?? { ms: 0, calls: 0, multiplyAdds: 0, bytes: 0 };
      part.ms += took;
      part.calls++;
      part.multiplyAdds += multiplyAdds(kernelName, call.inputs, call.attrs, outputs) ?? 0;
      part.bytes += 4 * [...inputs, ...outputs].reduce((sum, { shape }) => sum + size(shape), 0);
      parts.set(key, part);
      return result;
    },
  });
}

const train = await workloads[workload]();
getKernelsForBackend('wasm').forEach(watch);
for (const start = performance.now(); performance.now() - start < 2000; ) await train(10);
const whole = [];
const steps = [];
for (let round = 0; round < Number(values.rounds); round++) {
  parts = undefined;
  const start = performance.now();
  await train(1);
  whole.push(performance.now() - start);
  parts = new Map();
  await train(1);
  steps.push(parts);
}

const most = limit(description.includes('relaxed'));
const fastest = streaming();
console.log(`${cpus()[0]?.model}, Node ${process.version}, ${description}`);
console.log(`limits: ${most.toFixed(1)} GFLOP/s on registers, ${fastest.toFixed(1)} GB/s from and to memory`);
console.log(`${workload}: ${Math.min(...whole).toFixed(3)} ms a step\n`);
console.log(
  '| kernel | shapes | calls | ms | GFLOP/s | of the limit | GB/s |\n| --- | --- | --- | --- | --- | --- | --- |',
);
const keys = [...new Set(steps.flatMap((step) => [...step.keys()]))];
const rows = keys
  .map((key) => {
    const [kernel, shapes] = JSON.parse(key);
    const { calls, multiplyAdds, bytes } = steps.findLast((step) => step.has(key)).get(key);
    const ms = Math.min(...steps.map((step) => step.get(key)?.ms ?? Infinity));
    const gflops = multiplyAdds ? (2 * multiplyAdds) / ms / 1e6 : undefined;
    return { workload, kernel, shapes, calls, ms, gflops, gbytes: bytes / ms / 1e6 };
  })
  .sort((a, b) => b.ms - a.ms);
for (const { kernel, shapes, calls, ms, gflops, gbytes } of rows) {
  const rate = gflops ? `${gflops.toFixed(1)} | ${(gflops / most).toFixed(2)}` : ' | ';
  console.log(`| ${kernel} | ${shapes} | ${calls} | ${ms.toFixed(3)} | ${rate} | ${gbytes.toFixed(1)} |`);
}
const rest = Math.min(...whole) - rows.reduce((sum, { ms }) => sum + ms, 0);
const calls = rows.reduce((sum, { calls }) => sum + calls, 0);
console.log(`| JavaScript around them | | ${calls} | ${rest.toFixed(3)} | | | |\n`);
for (const row of rows) console.log(JSON.stringify(row));
