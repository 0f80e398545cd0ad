// Writes what is taken of tfjs into src/tfjs: its kernels, one file each, and the functions of tfjs-core that kernels use. tfjs's package
// cannot be imported part by part in Node, and a bundler cannot take a part of tfjs-core's namespaces, `util` and `backend_util`.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as esbuild from 'esbuild';

const require = createRequire(import.meta.url);
const core = path.join(path.dirname(require.resolve('@tensorflow/tfjs-core/package.json')), 'dist');
const wasm = path.join(path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist');

const namespaces = {
  backend_util: 'backends/backend_util',
  broadcast_util: 'ops/broadcast_util',
  gather_util: 'ops/gather_nd_util',
  scatter_util: 'ops/scatter_nd_util',
  slice_util: 'ops/slice_util',
  util: 'util',
};
/** Modules whose functions depend on nothing but their arguments; of the others there must not be two. */
const pure =
  /^(util|util_base|platforms\/is_typed_array_browser|types|hash_util|device_util|backends\/[a-z_]*util|ops\/([a-z_]*_util|.*_util_base|sparse\/.*|nonmax_util|ragged.*))$/;

const inlined = {
  name: 'tfjs-inlined',
  setup(build) {
    build.onResolve({ filter: /^@tensorflow\/tfjs-core$/ }, () => ({ path: '@tensorflow/tfjs-core', external: true }));
    build.onResolve({ filter: /^\./ }, ({ path: target, importer }) => {
      const file = path.join(path.dirname(importer), target).replace(/\.js$/, '');
      if (!file.startsWith(core + path.sep) || pure.test(path.relative(core, file))) return undefined;
      if (file === path.join(core, 'environment')) return { path: 'environment', namespace: 'tenon' };
      return { path: '@tensorflow/tfjs-core', external: true };
    });
    // What tfjs-core's barrel exports by itself, as `env` and `TensorBuffer`, brings 8 KB that it imports.
    build.onLoad({ filter: /./, namespace: 'tenon' }, () => ({
      contents: "import { engine } from '@tensorflow/tfjs-core'; export const env = () => engine().ENV;",
    }));
    // 64-bit hashes, with a library for them, which Tenon's kernel does without.
    build.onLoad({ filter: /tfjs-core[/\\]dist[/\\]hash_util\.js$/ }, () => ({ contents: '' }));
    // `import { util } from core` takes all of it; `import * as util`, what is used.
    build.onLoad({ filter: /tfjs-backend-(wasm|cpu)[/\\]dist[/\\].*\.js$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8')
        .replaceAll('new TensorBuffer(', 'tensorBuffer(')
        .replace(/\bTensorBuffer\b(?=[^;]*from)/, 'buffer as tensorBuffer')
        .replace(/import \{([^}]*)\} from '@tensorflow\/tfjs-core';/g, (_, names) => {
          const all = names.split(',').map((name) => name.trim());
          const own = all.filter((name) => !(name in namespaces));
          return [
            ...all
              .filter((name) => name in namespaces)
              .map((name) => `import * as ${name} from '${path.join(core, `${namespaces[name]}.js`)}';`),
            ...(own.length ? [`import { ${own.join(', ')} } from '@tensorflow/tfjs-core';`] : []),
          ].join(' ');
        }),
    }));
  },
};

/** Kernels that Tenon's take the place of altogether. */
const replaced = new Set(
  `AvgPool3D AvgPool3DGrad AvgPoolGrad BatchMatMul _FusedMatMul Conv2D Conv2DBackpropInput Conv3D
   Conv3DBackpropFilterV2 Conv3DBackpropInputV2 DepthwiseConv2dNative Dilation2D Dilation2DBackpropFilter
   Dilation2DBackpropInput FusedConv2D FusedDepthwiseConv2D Identity MaxPool3D MaxPool3DGrad MaxPoolGrad OneHot
   ResizeBilinearGrad ResizeNearestNeighborGrad Softmax SplitV
   StringToHashBucketFast Unpack`.split(/\s+/),
);

export async function writeTfjs(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const kernels = readdirSync(path.join(wasm, 'kernels'))
    .filter((file) => file.endsWith('.js'))
    .map((file) => file.slice(0, -3))
    .filter((name) => /Config\b/.test(readFileSync(path.join(wasm, 'kernels', `${name}.d.ts`), 'utf8')))
    .filter((name) => /^[A-Z_]/.test(name) && !replaced.has(name));
  await esbuild.build({
    entryPoints: {
      ...Object.fromEntries(kernels.map((name) => [name, path.join(wasm, 'kernels', `${name}.js`)])),
      ...Object.fromEntries(Object.entries(namespaces).map(([name, file]) => [name, path.join(core, `${file}.js`)])),
    },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    banner: { js: '// tfjs 4.22, Copyright Google LLC, Apache-2.0: https://github.com/tensorflow/tfjs' },
    chunkNames: 'chunks/[hash]',
    plugins: [inlined],
    logLevel: 'error',
  });
  const types = "import type { KernelConfig } from '@tensorflow/tfjs-core';\n\n";
  const configs = [];
  for (const name of kernels) {
    const [, config] = /const (\w+Config)/.exec(readFileSync(path.join(wasm, 'kernels', `${name}.d.ts`), 'utf8'));
    configs.push([name, config]);
    writeFileSync(path.join(folder, `${name}.d.ts`), `${types}export declare const ${config}: KernelConfig;\n`);
  }
  const imports = configs.map(([name, config]) => `import { ${config} } from './${name}.js';\n`).join('');
  const list = configs.map(([, config]) => `  ${config},\n`).join('');
  writeFileSync(path.join(folder, 'everyKernel.js'), `${imports}\nexport const everyKernel = [\n${list}];\n`);
  writeFileSync(
    path.join(folder, 'everyKernel.d.ts'),
    `${types}export declare const everyKernel: readonly KernelConfig[];\n`,
  );
  for (const [name, file] of Object.entries(namespaces)) {
    writeFileSync(path.join(folder, `${name}.d.ts`), `export * from '@tensorflow/tfjs-core/dist/${file}';\n`);
  }
}
