import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { activate, name } from './index.js';

const here = fileURLToPath(new URL('..', import.meta.url));
const GPU = '@tensorflow/tfjs-node-gpu';
const CPU = '@tensorflow/tfjs-node';

let folder: string | undefined;
afterEach(() => {
  if (folder) rmSync(folder, { recursive: true });
  folder = undefined;
});

/** A package as npm lays it down; without a binding as after `--ignore-scripts`. */
interface Standin {
  readonly name: string;
  readonly code: string;
  readonly binding?: boolean;
}

/** What tfjs's package does when it is loaded, with a backend that only says whether it has a GPU. */
const loaded = (gpu: boolean): string => `
  const tf = require('@tensorflow/tfjs-core');
  const util = require('util');
  if (util.isNullOrUndefined(1) || !util.isArray([])) throw new Error('util');
  class Backend extends tf.KernelBackend {
    constructor() {
      super();
      this.isUsingGpuDevice = ${gpu};
      this.binding = { TF_Version: '2.9.1' };
    }
  }
  tf.registerBackend('tensorflow', () => new Backend(), 3);
  tf.setBackend('tensorflow');`;

interface Machine {
  readonly packages?: readonly Standin[];
  readonly platform?: string;
  readonly arch?: string;
  /** Libraries on LD_LIBRARY_PATH. */
  readonly libraries?: readonly string[];
  readonly options?: object;
}

/** What a program prints beside these packages, on a machine with these libraries. */
function run({ packages = [], platform = 'linux', arch = 'x64', libraries = [], options = {} }: Machine): string[] {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'tenon-node-gpu-')));
  const modules = path.join(folder, 'node_modules');
  const ours = path.join(modules, '@tenonjs/backend-node-gpu');
  mkdirSync(path.join(modules, '@tensorflow'), { recursive: true });
  cpSync(path.join(here, 'dist'), path.join(ours, 'dist'), { recursive: true });
  cpSync(path.join(here, 'package.json'), path.join(ours, 'package.json'));
  symlinkSync(
    realpathSync(path.join(here, 'node_modules/@tensorflow/tfjs-core')),
    path.join(modules, '@tensorflow/tfjs-core'),
  );
  for (const { name, code, binding = true } of packages) {
    const at = path.join(modules, name);
    mkdirSync(path.join(at, 'lib/napi-v8'), { recursive: true });
    writeFileSync(path.join(at, 'package.json'), JSON.stringify({ name, version: '4.22.0', main: 'index.js' }));
    writeFileSync(path.join(at, 'index.js'), code);
    if (binding) writeFileSync(path.join(at, 'lib/napi-v8/tfjs_binding.node'), '');
  }
  const lib = path.join(folder, 'cuda');
  mkdirSync(lib);
  for (const file of libraries) writeFileSync(path.join(lib, file), '');
  writeFileSync(path.join(lib, 'nvidia-smi'), '#!/bin/sh\necho NVIDIA A100\n');
  chmodSync(path.join(lib, 'nvidia-smi'), 0o755);
  writeFileSync(
    path.join(folder, 'main.mjs'),
    `import { getBackend, registerBackend, KernelBackend, setBackend } from '@tensorflow/tfjs-core';
     import { activate, isAvailable } from '@tenonjs/backend-node-gpu';
     Object.defineProperty(process, 'platform', { value: '${platform}' });
     Object.defineProperty(process, 'arch', { value: '${arch}' });
     registerBackend('before', () => new KernelBackend());
     await setBackend('before');
     console.log(await isAvailable());
     for (let time = 0; time < 2; time++) {
       console.log(await activate(${JSON.stringify(options)}).then(JSON.stringify, (error) => error.message));
       console.log(getBackend());
     }`,
  );
  const output = execFileSync(process.execPath, ['main.mjs'], {
    cwd: folder,
    env: { ...process.env, LD_LIBRARY_PATH: lib, PATH: `${lib}:${process.env.PATH}` },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return output
    .trim()
    .split('\n')
    .map((line) => line.replaceAll(modules, '…'));
}

const cuda = ['libcuda.so.1', 'libcudart.so.11.0', 'libcublas.so.11', 'libcudnn.so.8'];
const refused = (message: string): string[] => ['false', message, 'before', message, 'before'];

// The libraries' names and folders are those of Linux.
describe.skipIf(process.platform !== 'linux')('beside packages that stand in for tfjs’s', () => {
  test('with all that is needed it is TensorFlow on the GPU, a second time too', () => {
    const info = JSON.stringify({
      name: 'tensorflow',
      description: 'tensorflow, NVIDIA A100',
      device: 'NVIDIA A100',
      features: ['TensorFlow 2.9.1'],
    });
    expect(run({ packages: [{ name: GPU, code: loaded(true) }], libraries: cuda })).toEqual([
      'true',
      info,
      'tensorflow',
      info,
      'tensorflow',
    ]);
  });

  test('asked for the processor it is that', () => {
    const info = JSON.stringify({
      name: 'tensorflow',
      description: 'tensorflow, processor',
      device: 'processor',
      features: ['TensorFlow 2.9.1'],
    });
    expect(run({ packages: [{ name: CPU, code: loaded(false) }], options: { from: CPU } })).toEqual([
      'false',
      info,
      'tensorflow',
      info,
      'tensorflow',
    ]);
  });

  test('the package is not installed', () => {
    expect(run({})).toEqual(
      refused(
        'activate: @tensorflow/tfjs-node-gpu is not installed; npm install @tensorflow/tfjs-node-gpu beside this program, with CUDA 11.2 and cuDNN 8.1 on the machine, or take another backend.',
      ),
    );
    expect(run({ options: { from: CPU } })).toEqual(
      refused(
        'activate: @tensorflow/tfjs-node is not installed; npm install @tensorflow/tfjs-node beside this program, or take another backend.',
      ),
    );
  });

  test('there is none for this system', () => {
    expect(run({ platform: 'darwin', arch: 'arm64' })).toEqual(
      refused(
        'activate: @tensorflow/tfjs-node-gpu is made for Linux and Windows on x64, and this is darwin on arm64; take @tenonjs/backend-webgpu for this GPU.',
      ),
    );
  });

  test('its binary was not fetched', () => {
    expect(run({ packages: [{ name: GPU, code: loaded(true), binding: false }], libraries: cuda })).toEqual(
      refused(
        'activate: @tensorflow/tfjs-node-gpu has no tfjs_binding.node in …/@tensorflow/tfjs-node-gpu/lib, which its install script fetches or builds; npm rebuild @tensorflow/tfjs-node-gpu with scripts allowed, or take another backend.',
      ),
    );
  });

  test('libtensorflow is not there', () => {
    const code = `throw new Error('libtensorflow.so.2: cannot open shared object file: No such file or directory');`;
    const [, message, current] = run({ packages: [{ name: GPU, code }], libraries: cuda });
    expect(message).toBe(
      'activate: @tensorflow/tfjs-node-gpu needs libtensorflow.so.2, which this machine does not find; npm rebuild @tensorflow/tfjs-node-gpu if it is libtensorflow, otherwise install it and put its folder on LD_LIBRARY_PATH, or take another backend.',
    );
    expect(current).toBe('before');
  });

  test('it cannot be loaded for another reason', () => {
    const code = `throw new Error('Module did not self-register.\\nmore');`;
    const [, message, current] = run({ packages: [{ name: GPU, code }], libraries: cuda });
    expect(message).toBe(
      'activate: @tensorflow/tfjs-node-gpu could not be loaded (Module did not self-register.); npm rebuild @tensorflow/tfjs-node-gpu, or take another backend.',
    );
    expect(current).toBe('before');
  });

  test('TensorFlow finds no GPU, for want of libraries', () => {
    expect(
      run({ packages: [{ name: GPU, code: loaded(false) }], libraries: ['libcuda.so.1', 'libcublas.so.11'] }),
    ).toEqual(
      refused(
        'activate: TensorFlow finds no GPU, for libcudart.so.11.0 of CUDA 11.2, libcudnn.so.8 of cuDNN 8.1 cannot be loaded; install what is missing and put its folder on LD_LIBRARY_PATH, or take another backend.',
      ),
    );
  });

  test('TensorFlow finds no GPU though the libraries are there', () => {
    const message =
      'activate: TensorFlow finds no GPU that it can use; nvidia-smi says what the driver sees, CUDA 11.2 knows GPUs up to Ampere; @tenonjs/backend-webgpu takes any.';
    expect(run({ packages: [{ name: GPU, code: loaded(false) }], libraries: cuda })).toEqual([
      'true',
      message,
      'before',
      message,
      'before',
    ]);
  });
});

test('another package is refused', async () => {
  expect(name).toBe('tensorflow');
  await expect(activate({ from: 'tensorflow' as never })).rejects.toThrow(
    new RangeError(`activate: from must be '@tensorflow/tfjs-node-gpu' or '@tensorflow/tfjs-node', got "tensorflow".`),
  );
});
