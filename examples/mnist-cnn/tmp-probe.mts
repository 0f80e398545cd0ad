import { createRequire } from 'node:module';
import path from 'node:path';
import { activate } from '@tenonjs/backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { relu, softmax } from '@tenonjs/activations';
import { conv2d, dense, dropout, flatten, maxPooling2d } from '@tenonjs/layers';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { accuracy } from '@tenonjs/metrics';
import { sequential } from '@tenonjs/models';
import { adam } from '@tenonjs/optimizers';

console.log(await activate());
const model = sequential([
  conv2d({ filters: 32, kernelSize: 3, activation: relu, inputShape: [28, 28, 1] }), maxPooling2d({ poolSize: 2 }), flatten(),
  dense({ units: 128, activation: relu }), dropout({ rate: 0.5 }), dense({ units: 10, activation: softmax }) ], { seed: 1 });
model.compile({ optimizer: adam(), loss: sparseCategoricalCrossentropy, metrics: [accuracy()] });
const x = { data: Float32Array.from({length: 320*784}, Math.random), shape: [320, 28, 28, 1] };
const y = { data: Int32Array.from({length: 320}, (_, i) => i % 10), shape: [320] };
await model.fit(x, y, { epochs: 1, verbose: 0 });
const t = performance.now();
const h = await model.fit(x, y, { epochs: 3, verbose: 0 });
console.log((performance.now() - t) / 30, 'ms/step', h.history);
const bx = tf.tensor(x.data.slice(0, 32*784), [32,28,28,1]), by = tf.tensor(y.data.slice(0,32), [32], 'int32');
const prof = await tf.profile(() => { model.trainStep(bx, by); return undefined as any });
console.log(prof.kernels.map((k: any) => k.name).join(' '));
const agg: Record<string, number> = {};
for (const k of prof.kernels as any[]) { const ms = (await k.kernelTimeMs); agg[k.name] = (agg[k.name] ?? 0) + (typeof ms === 'number' ? ms : 0); }
console.log(Object.entries(agg).sort((a,b)=>b[1]-a[1]).slice(0,14));
