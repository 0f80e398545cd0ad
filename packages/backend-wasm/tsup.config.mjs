import { cpSync } from 'node:fs';
import config from '@tenonjs/tooling/tsup';

export default {
  ...config,
  async onSuccess() {
    cpSync('src/tfjs', 'dist/tfjs', { recursive: true, filter: (file) => !file.endsWith('.d.ts') });
    for (const name of ['plain', 'relaxed']) cpSync(`src/binaries/${name}.wasm`, `dist/binaries/${name}.wasm`);
  },
};
