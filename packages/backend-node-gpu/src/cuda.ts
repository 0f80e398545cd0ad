import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** What libtensorflow 2.9 opens, and where it comes from. */
const libraries: Readonly<Record<string, readonly (readonly [file: string, of: string])[]>> = {
  linux: [
    ['libcuda.so.1', 'NVIDIA’s driver'],
    ['libcudart.so.11.0', 'CUDA 11.2'],
    ['libcublas.so.11', 'CUDA 11.2'],
    ['libcudnn.so.8', 'cuDNN 8.1'],
  ],
  win32: [
    ['nvcuda.dll', 'NVIDIA’s driver'],
    ['cudart64_110.dll', 'CUDA 11.2'],
    ['cublas64_11.dll', 'CUDA 11.2'],
    ['cudnn64_8.dll', 'cuDNN 8.1'],
  ],
};

/** What a program prints, nothing where it cannot be run. */
function output(command: string, ...args: string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}

/** The libraries that the system's loader would not find: `'libcudnn.so.8 of cuDNN 8.1'`. */
export function missingLibraries(): string[] {
  const { platform, env } = process;
  const folders = ((platform === 'win32' ? env.PATH : env.LD_LIBRARY_PATH) ?? '').split(path.delimiter);
  const known = platform === 'linux' ? output('/sbin/ldconfig', '-p') : '';
  return (libraries[platform] ?? [])
    .filter(([file]) => !known.includes(`${file} `) && !folders.some((folder) => existsSync(path.join(folder, file))))
    .map(([file, of]) => `${file} of ${of}`);
}

/** The GPUs by their driver's names, the first first. */
export const gpuNames = (): string[] =>
  output('nvidia-smi', '--query-gpu=name', '--format=csv,noheader')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
