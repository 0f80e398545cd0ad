// The kernels run on their own backend: with each binary that this engine can load, and on two threads.
import { defineConfig } from 'vitest/config';

// (func (result v128) … f32x4.relaxed_madd)
const relaxed = WebAssembly.validate(
  new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0, 65, 0, 253, 17, 65, 0, 253, 17,
    65, 0, 253, 17, 253, 133, 2, 11,
  ]),
);

export default defineConfig({
  test: {
    projects: ['plain', ...(relaxed ? ['relaxed'] : []), 'threads'].map((name) => ({
      test: {
        name,
        include: ['src/**/*.test.ts'],
        exclude: name === 'threads' ? ['src/suite.test.ts'] : ['src/threads.test.ts'],
        setupFiles: ['./vitest.setup.mjs'],
        testTimeout: 60_000,
        env: {
          TENON_SIMD: name === 'plain' || !relaxed ? 'plain' : 'relaxed',
          TENON_THREADS: name === 'threads' ? '2' : '1',
        },
      },
    })),
  },
});
