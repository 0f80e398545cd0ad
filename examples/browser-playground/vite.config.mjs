import { defineConfig } from 'vite';
import { mnistFiles } from './mnistFiles.mjs';

/** Cross-origin isolation gives the page shared memory, and wasm its threads; without it there is one thread. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  root: import.meta.dirname,
  // Any folder of any server will do.
  base: './',
  build: { target: 'es2022', chunkSizeWarningLimit: 1500 },
  worker: { format: 'es' },
  server: { headers },
  preview: { headers },
  // Workspace packages are found in dist; tfjs-core must be one module, or its registries are two.
  resolve: { dedupe: ['@tensorflow/tfjs-core'] },
  plugins: [mnistFiles()],
});
