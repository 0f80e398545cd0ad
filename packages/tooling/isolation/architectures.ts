// Builds, predicts and saves an architecture with its peers alone.
import { resNetCifar } from '@tenonjs/architectures';
import type { Model } from '@tenonjs/models';
import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';

await setBackend('cpu');
const before = memory().numTensors;
const model: Model = resNetCifar({ depth: 8, inputShape: [8, 8, 1], classes: 3, seed: 1 });
const output = await model.predict({ data: new Float32Array(64), shape: [1, 8, 8, 1] });
const sum = Array.from((await output.data()) as Float32Array).reduce((total, p) => total + p, 0);
if (Math.abs(sum - 1) > 1e-5) throw new Error(`the probabilities add up to ${sum}.`);
const files: Record<string, Uint8Array> = {};
await model.save({
  read: async (name: string) => files[name]!,
  write: async (written) => void Object.assign(files, written),
});
if (!files['model.json']) throw new Error('nothing was saved.');
output.dispose();
model.dispose();
if (memory().numTensors > before) throw new Error(`${memory().numTensors - before} tensors are left.`);
