// The backend matrix: a vitest project for each backend, running the same tests.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { chromium, hasChromium } from './chromium.mjs';

// Chromium's Vulkan in software, where there is no other.
const swiftshader = ['/usr/lib/chromium/vk_swiftshader_icd.json', '/usr/lib64/chromium-browser/vk_swiftshader_icd.json']
  .filter(() => !process.env.VK_ICD_FILENAMES && !existsSync('/usr/share/vulkan/icd.d'))
  .find((file) => existsSync(file));

/** Whether a GPU, or what stands in for one, is to be had in this process: on Linux by a Vulkan driver. */
const hasGpu =
  process.platform !== 'linux' ||
  Boolean(swiftshader ?? process.env.VK_ICD_FILENAMES) ||
  existsSync('/usr/share/vulkan/icd.d');

/**
 * @param {string[]} names `cpu`; `wasm` with our kernels, `wasm-threads` on two threads; `wasm-stock` as tfjs ships it; `webgpu`
 * through Dawn; `chromium-wasm`, `chromium-webgl`, `chromium-webgpu` in a headless browser, GPUs in software. What this machine has
 * not is left out with a word. `TENON_BACKENDS=cpu,wasm` narrows every run.
 * @param {{ isolate?: boolean | string[], only?: Record<string, string[]> }} options isolate: a new process for each test file, eight
 * times slower; for packages, or backends of them, whose tests change what all share. only: the files that a backend runs, where not all;
 * `{ webgpu: ['src/sequential.test.ts'] }`.
 */
export function backends(names = ['cpu', 'wasm', 'wasm-stock', 'webgpu'], { isolate = false, only = {} } = {}) {
  const wanted = process.env.TENON_BACKENDS?.split(',');
  const asked = wanted ? names.filter((name) => wanted.includes(name)) : names;
  const run = asked.filter((name) => (name === 'webgpu' ? hasGpu : hasChromium || !name.startsWith('chromium-')));
  const out = asked.filter((name) => !run.includes(name));
  if (out.length > 0) {
    console.warn(
      `${out.join(', ')}: left out, there is no Vulkan driver or no Chromium here (Debian: chromium and libvulkan1).`,
    );
  }
  // A package resolves the wasm backend through its own manifest, so that this one need not depend on it.
  const local = createRequire(`${process.cwd()}/package.json`);
  const isolated = (name) => (Array.isArray(isolate) ? isolate.includes(name) : isolate);
  const inNode = (name) => ({
    test: {
      name,
      isolate: isolated(name),
      include: only[name] ?? ['src/**/*.test.ts'],
      typecheck: { enabled: false },
      setupFiles: [fileURLToPath(new URL('./src/setup.ts', import.meta.url))],
      testTimeout: 60_000,
      hookTimeout: 60_000,
      env: {
        TENON_BACKEND: name,
        TENON_BACKEND_WASM: /^wasm(-threads)?$/.test(name) ? local.resolve('@tenonjs/backend-wasm') : '',
        TENON_BACKEND_WEBGPU: name === 'webgpu' ? local.resolve('@tenonjs/backend-webgpu') : '',
        ...(name === 'webgpu' && swiftshader && { VK_ICD_FILENAMES: swiftshader }),
      },
    },
  });
  return defineConfig({
    test: {
      passWithNoTests: run.length < names.length,
      testTimeout: 60_000,
      // Read here, not in a project's: a busy machine starts a browser slowly.
      browser: { connectTimeout: 300_000 },
      projects: run.map((name) =>
        name.startsWith('chromium-')
          ? chromium(name, only[name] ?? ['src/**/*.test.ts'], isolated(name))
          : inNode(name),
      ),
    },
  });
}
