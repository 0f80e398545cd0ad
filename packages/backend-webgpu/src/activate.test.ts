import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { getBackend, matMul, memory, ones } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { activate, isAvailable, name } from './index.js';

/** What a program prints where the environment differs. */
const run = (code: string, env: Record<string, string>): string =>
  execFileSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

test('the backend is webgpu, and says what computes', async () => {
  expect(name).toBe('webgpu');
  expect(await isAvailable()).toBe(true);
  expect(getBackend()).toBe('webgpu');
  const { description, device, features } = await activate();
  expect(device).toMatch(/\w/);
  expect(description).toBe(`webgpu, ${device}`);
  expect(features).toEqual([...features!].sort());
});

test('a second call changes nothing', async () => {
  const x = ones([2, 2]);
  const before = memory().numTensors;
  await activate();
  expect(memory().numTensors).toBe(before);
  const y = matMul(x, x);
  expect([...(await y.data())]).toEqual([2, 2, 2, 2]);
  x.dispose();
  y.dispose();
});

test('where there is no GPU it says what to install', () => {
  const output = run(
    `import { activate, isAvailable } from './dist/index.js';
     console.log(await isAvailable(), await activate().catch((error) => error.message));`,
    { VK_ICD_FILENAMES: '/nowhere.json' },
  );
  expect(output.trim()).toBe(
    'false activate: WebGPU finds no GPU; install its driver (on Linux libvulkan1 and the maker’s Vulkan driver, which `vulkaninfo` lists), or take another backend.',
  );
});

test('without the npm package webgpu it asks for it', () => {
  const output = run(
    `import { register } from 'node:module';
     register('data:text/javascript,' + encodeURIComponent(
       "export const resolve = (id, context, next) => { if (id === 'webgpu') throw new Error(id); return next(id, context); };"));
     const { activate } = await import('./dist/index.js');
     console.log(await activate().catch((error) => error.message));`,
    {},
  );
  expect(output.trim()).toBe(
    'activate: Node has no WebGPU of its own; npm install webgpu beside this program, or take another backend.',
  );
});
