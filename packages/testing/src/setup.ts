import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { backend, env, setBackend } from '@tensorflow/tfjs-core';

// No advice on other backends amid the tests' output. (IS_TEST would do it too, but takes what a primitive keeps for a leak.)
env().set('PROD', true);

// Test files share a process, and importing tfjs-layers registers gradients that hide the want of them from the next file.
// A package imports it in one test file.
const globals = (globalThis as unknown as { _tfGlobals?: Map<string, Map<string, unknown>> })._tfGlobals;
globals?.get('gradRegistry')?.clear();

const name = process.env.TENON_BACKEND ?? 'cpu';
if (name === 'cpu') {
  await import('@tensorflow/tfjs-backend-cpu');
  await setBackend('cpu');
} else if (name === 'wasm-stock') {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${path.dirname(main)}/`);
  await setBackend('wasm');
} else if (name === 'webgpu') {
  const { catchTurns, readAtOnce } = await import('./syncReads.js');
  catchTurns();
  const { activate } = await import(pathToFileURL(process.env.TENON_BACKEND_WEBGPU!).href);
  await activate();
  readAtOnce();
} else {
  const { activate } = await import(pathToFileURL(process.env.TENON_BACKEND_WASM!).href);
  await activate({ threads: name === 'wasm-threads' ? 2 : 1 });
  // The tests' small work is shared too.
  if (name === 'wasm-threads')
    Object.assign((backend() as unknown as { tenon: object }).tenon, { leastShare: 1, measures: false });
}
