import { backend, env } from '@tensorflow/tfjs-core';

// As setup.ts has it for Node.
env().set('PROD', true);
const { activate } = await import(/* @vite-ignore */ process.env.TENON_BACKEND_FILE!);
await activate(process.env.TENON_BACKEND === 'chromium-wasm' ? { wasmPaths: process.env.TENON_WASM_PATHS } : {});

if (process.env.TENON_BACKEND === 'chromium-webgpu') {
  // tfjs's own goes by way of canvases, which costs a GPU in software its device, and would stand still on any.
  const gpu = backend() as unknown as { tensorMap: Map<object, { values: unknown }>; readSync(id: object): unknown };
  const { readSync } = gpu;
  gpu.readSync = (dataId) => {
    if (gpu.tensorMap.get(dataId)!.values == null) throw new Error('read at once, which WebGPU cannot.');
    return readSync.call(gpu, dataId);
  };
}
