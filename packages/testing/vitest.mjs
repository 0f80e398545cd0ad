// The backend matrix: a vitest project for each backend, running the same tests.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * @param {('cpu' | 'wasm' | 'wasm-stock')[]} names cpu; wasm with our kernels; wasm as tfjs ships it.
 * `TENON_BACKENDS=cpu,wasm` narrows every run.
 * @param {{ isolate?: boolean }} options isolate: a new process for each test file, eight times slower; for packages
 * whose tests change what all share.
 */
export function backends(names = ['cpu', 'wasm', 'wasm-stock'], { isolate = false } = {}) {
  const wanted = process.env.TENON_BACKENDS?.split(',');
  const run = wanted ? names.filter((name) => wanted.includes(name)) : names;
  // A package resolves the wasm backend through its own manifest, so that this one need not depend on it.
  const local = createRequire(`${process.cwd()}/package.json`);
  return defineConfig({
    test: {
      passWithNoTests: run.length < names.length,
      testTimeout: 60_000,
      projects: run.map((name) => ({
        test: {
          name,
          isolate,
          include: ['src/**/*.test.ts'],
          typecheck: { enabled: false },
          setupFiles: [fileURLToPath(new URL('./src/setup.ts', import.meta.url))],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          env: {
            TENON_BACKEND: name,
            TENON_BACKEND_WASM: name === 'wasm' ? local.resolve('@tenonjs/backend-wasm') : '',
          },
        },
      })),
    },
  });
}
