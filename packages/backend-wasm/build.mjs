// Compiles assembly/ into two binaries, plain and relaxed SIMD, of which an engine loads one: a file, which webpack and Vite
// copy into the bundle; and deflated, as base64, in a module, which reaches where the file does not.
import { mkdirSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import asc from 'assemblyscript/asc';
import { writeTfjs } from './tfjs.mjs';

const guard = process.argv.includes('--guard');
mkdirSync('src/binaries', { recursive: true });
for (const [name, features] of [
  ['plain', []],
  ['relaxed', ['--enable', 'relaxed-simd']],
]) {
  const outputs = new Map();
  const { error, stderr } = await asc.main(
    [
      'assembly/index.ts',
      '--outFile',
      'kernels.wasm',
      '-O3',
      '--runtime',
      'stub',
      '--importMemory',
      '--noExportMemory',
      // Shared memory must state a maximum: src/sharedMemory.ts.
      '--maximumMemory',
      '65536',
      '--enable',
      'simd',
      ...features,
      ...(guard ? [] : ['--noAssert']),
    ],
    { writeFile: (file, contents) => outputs.set(file, contents) },
  );
  if (error) {
    console.error(stderr.toString());
    process.exit(1);
  }
  const binary = Buffer.from(outputs.get('kernels.wasm'));
  const packed = deflateSync(binary, { level: 9 });
  writeFileSync(`src/binaries/${name}.wasm`, binary);
  writeFileSync(`src/binaries/${name}.ts`, `export const ${name}: string =\n  '${packed.toString('base64')}';\n`);
  console.log(`${name}: ${binary.length} bytes, ${packed.length} deflated`);
}
await writeTfjs('src/tfjs');
