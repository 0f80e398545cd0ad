// The build of a published package: ESM, one output file a source file, so that a single import stays single.
// `@tenonjs/internal` is compiled beside the package's own files (dist/internal/…), not once into each of them;
// the declarations are one file with contracts and internal inlined.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsup';

const internal = fileURLToPath(new URL('../internal/src', import.meta.url));

const sources = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.ts') && !/\.(test|test-d|d)\.ts$/.test(file))
    .map((file) => file.split(path.sep).join('/'));

const entry = Object.fromEntries([
  ...sources('src').map((file) => [file.slice(0, -3), `src/${file}`]),
  ...sources(internal).map((file) => [`internal/${file.slice(0, -3)}`, path.join(internal, file)]),
]);

/** Every import stays an import, pointed at the file it becomes. */
const oneFileEach = {
  name: 'one-file-each',
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ path: target, importer, kind }) => {
      if (kind === 'entry-point') return undefined;
      const fromInternal = importer.startsWith(internal + path.sep);
      const folder = path.dirname(
        fromInternal ? `internal/${path.relative(internal, importer)}` : path.relative('src', importer),
      );
      if (target === '@tenonjs/internal') {
        const relative = path.posix.relative(folder, 'internal/index.js');
        return { path: relative.startsWith('.') ? relative : `./${relative}`, external: true, sideEffects: false };
      }
      return { path: target, external: true, sideEffects: false };
    });
  },
};

export default defineConfig({
  entry,
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  splitting: false,
  treeshake: false,
  clean: true,
  sourcemap: false,
  dts: { entry: { index: 'src/index.ts' }, resolve: ['@tenonjs/contracts', '@tenonjs/internal'] },
  esbuildPlugins: [oneFileEach],
});
