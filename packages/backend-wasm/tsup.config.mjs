import { cpSync } from 'node:fs';
import config from '@tenonjs/tooling/tsup';

export default {
  ...config,
  dts: { ...config.dts, entry: { index: 'src/index.ts', modular: 'src/modular.ts' } },
  async onSuccess() {
    cpSync('src/tfjs', 'dist/tfjs', { recursive: true, filter: (file) => !file.endsWith('.d.ts') });
    cpSync('LICENSE-tfjs', 'dist/tfjs/LICENSE');
    for (const name of ['plain', 'relaxed']) cpSync(`src/binaries/${name}.wasm`, `dist/binaries/${name}.wasm`);
  },
};
