// Says what is missing, or trains on the GPU that is there.
import { activate, isAvailable, name } from '@tenonjs/backend-webgpu';
import { engine, getBackend, type Tensor, tensor } from '@tensorflow/tfjs-core';

if (name !== 'webgpu') throw new Error(name);
if (await isAvailable()) {
  const info = await activate();
  if (info.name !== 'webgpu' || getBackend() !== 'webgpu') throw new Error(`activated ${getBackend()}.`);
  const w = tensor([1, 2]);
  const [next] = [
    engine().runKernel('SgdStep', { w, g: tensor([10, -10]) }, { learningRate: 0.1 } as never) as Tensor | Tensor[],
  ].flat();
  const [a, b] = await next!.data();
  if (Math.abs(a! - 0) > 1e-6 || Math.abs(b! - 3) > 1e-6) throw new Error(`stepped to ${a}, ${b}.`);
} else {
  const { message } = await activate().then(
    () => new Error('activated where it said it could not.'),
    (error: Error) => error,
  );
  if (!/^activate: (Node has no WebGPU|WebGPU finds no GPU)/.test(message)) throw new Error(message);
}
