// What the kernels of the wasm backend reach, in GFLOP/s on one thread, beside what the machine can do with SIMD of their kind.
//
//     node kernels.mjs [--plain] [--seconds 0.5]
//
// A table, then a JSON line for each measurement: {"kernel", "shape", "gflops", "of_limit"}. The best of many runs counts.
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { activate } from '@tenonjs/backend-wasm';
import { engine, randomNormal } from '@tensorflow/tfjs-core';
import { limit } from './limit.mjs';

const { values } = parseArgs({ options: { plain: { type: 'boolean' }, seconds: { type: 'string', default: '0.5' } } });
const { description } = await activate({ relaxed: !values.plain, threads: 1 });
const most = limit(description.includes('relaxed'));
console.log(`${cpus()[0]?.model}, Node ${process.version}, ${description}`);
console.log(`limit, a loop of multiply-adds on registers: ${most.toFixed(1)} GFLOP/s\n`);

/** GFLOP/s of a kernel that takes so many multiply-adds. */
function measure(name, inputs, attrs, multiplyAdds) {
  let best = Infinity;
  for (let spent = 0; spent < Number(values.seconds) * 1e3; ) {
    const start = performance.now();
    const y = engine().runKernel(name, inputs, attrs);
    const took = performance.now() - start;
    y.dispose();
    best = Math.min(best, took);
    spent += took;
  }
  return (2 * multiplyAdds) / best / 1e6;
}

const rows = [];
function report(kernel, shape, gflops) {
  rows.push({ kernel, shape, gflops: Number(gflops.toFixed(1)), of_limit: Number((gflops / most).toFixed(2)) });
  console.log(
    `| ${kernel.padEnd(28)} | ${shape.padEnd(30)} | ${gflops.toFixed(1).padStart(7)} | ${(gflops / most).toFixed(2)} |`,
  );
}
console.log('| kernel | shape | GFLOP/s | of the limit |\n| --- | --- | --- | --- |');

/** A product of [m, k] and [k, n], operands stored as said. */
function product(kernel, m, k, n, transposeA, transposeB) {
  const a = randomNormal(transposeA ? [k, m] : [m, k]);
  const b = randomNormal(transposeB ? [n, k] : [k, n]);
  report(kernel, `${m} × ${k} × ${n}`, measure('BatchMatMul', { a, b }, { transposeA, transposeB }, m * n * k));
  a.dispose();
  b.dispose();
}
for (const n of [1024, 256, 64]) {
  product('product A·B', n, n, n, false, false);
  product('product Aᵀ·B', n, n, n, true, false);
  product('product A·Bᵀ', n, n, n, false, true);
}
for (const [batch, features, units] of [
  [128, 784, 512],
  [32, 5408, 128],
]) {
  product('dense', batch, features, units, false, false);
  product('gradient of its input', batch, units, features, false, true);
  product('gradient of its kernel', features, batch, units, true, false);
}

for (const [batch, size, channels, filters, window] of [
  [32, 28, 1, 32, 3],
  [32, 28, 32, 32, 3],
  [32, 14, 64, 64, 3],
  [8, 56, 64, 64, 1],
]) {
  const inputShape = [batch, size, size, channels];
  const filterShape = [window, window, channels, filters];
  const attrs = { strides: 1, pad: 'same', dilations: 1, dataFormat: 'NHWC', inputShape, filterShape };
  const [x, filter, dy] = [inputShape, filterShape, [batch, size, size, filters]].map((shape) => randomNormal(shape));
  const multiplyAdds = batch * size * size * channels * filters * window * window;
  const shape = `[${inputShape}], ${filters} of ${window}×${window}`;
  report('convolution', shape, measure('Conv2D', { x, filter }, attrs, multiplyAdds));
  report('gradient of its filter', shape, measure('Conv2DBackpropFilter', { x, dy }, attrs, multiplyAdds));
  report('gradient of its input', shape, measure('Conv2DBackpropInput', { dy, filter }, attrs, multiplyAdds));
  for (const tensor of [x, filter, dy]) tensor.dispose();
}

for (const [batch, size, channels, window] of [
  [8, 32, 64, 3],
  [8, 28, 32, 5],
]) {
  const inputShape = [batch, size, size, channels];
  const filterShape = [window, window, channels, 1];
  const attrs = { strides: 1, pad: 'same', dilations: 1, dataFormat: 'NHWC', inputShape, filterShape };
  const [x, filter, dy] = [inputShape, filterShape, inputShape].map((shape) => randomNormal(shape));
  const multiplyAdds = batch * size * size * channels * window * window;
  const shape = `[${inputShape}] by ${window}×${window}`;
  const name = 'DepthwiseConv2dNative';
  report('depthwise convolution', shape, measure(name, { x, filter }, attrs, multiplyAdds));
  report('gradient of its filter', shape, measure(`${name}BackpropFilter`, { x, dy }, attrs, multiplyAdds));
  report('gradient of its input', shape, measure(`${name}BackpropInput`, { dy, filter }, attrs, multiplyAdds));
  for (const tensor of [x, filter, dy]) tensor.dispose();
}

console.log();
for (const row of rows) console.log(JSON.stringify(row));
