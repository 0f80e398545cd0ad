const file = 'tfjs-backend-wasm-simd.wasm';

interface NodeModule {
  createRequire(from: string): { resolve(id: string): string };
}

/** Where the backend's binary is: what the user says, else the installed package. */
export function locate(wasmPaths?: string): string {
  if (wasmPaths !== undefined)
    return wasmPaths.endsWith('.wasm') ? wasmPaths : `${wasmPaths}${wasmPaths.endsWith('/') ? '' : '/'}${file}`;
  // No import of node: modules, which bundlers for the browser refuse even where it is never reached.
  const { process } = globalThis as { process?: { getBuiltinModule?(id: string): unknown } };
  const node = process?.getBuiltinModule?.('node:module') as NodeModule | undefined;
  if (node) {
    try {
      return node.createRequire(import.meta.url).resolve(`@tensorflow/tfjs-backend-wasm/wasm-out/${file}`);
    } catch {
      throw new Error(
        `activate: ${file} was not found; install @tensorflow/tfjs-backend-wasm beside this program, or say where it is: activate({ wasmPaths }).`,
      );
    }
  }
  // webpack and Vite recognise this expression, copy the file into the bundle and put its address here.
  return new URL('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm', import.meta.url).href;
}
