// Writes what is taken of tfjs into src/tfjs: its kernels, one file each, and the functions of tfjs-core that kernels use. tfjs's package
// cannot be imported part by part in Node, and tfjs-core's barrel brings all of its namespaces, `util` and `backend_util`.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { rollup } from 'rollup';

const home = (name, from = import.meta.url) => path.dirname(createRequire(from).resolve(`${name}/package.json`));
const core = path.join(home('@tensorflow/tfjs-core'), 'dist');
const wasm = path.join(home('@tensorflow/tfjs-backend-wasm'), 'dist');
const cpu = home('@tensorflow/tfjs-backend-cpu', path.join(wasm, 'index.js'));

const namespaces = {
  backend_util: 'backends/backend_util',
  broadcast_util: 'ops/broadcast_util',
  gather_util: 'ops/gather_nd_util',
  scatter_util: 'ops/scatter_nd_util',
  slice_util: 'ops/slice_util',
  util: 'util',
};
/** What Tenon's own kernels take, from core.js. */
const taken = {
  backend_util: 'checkEinsumDimSizes decodeEinsumEquation',
  broadcast_util: 'assertAndGetBroadcastShape',
  util: 'bytesPerElement decodeString encodeString parseAxisParam',
};
/** Modules whose functions depend on nothing but their arguments; of the others there must not be two. */
const pure =
  /^(util|util_base|platforms\/is_typed_array_browser|types|hash_util|device_util|backends\/[a-z_]*util|ops\/([a-z_]*_util|.*_util_base|sparse\/.*|nonmax_util|ragged.*))$/;

const CORE = '@tensorflow/tfjs-core';
const made = {
  // What tfjs-core's barrel exports by itself, as `env` and `TensorBuffer`, brings 8 KB that it imports.
  'tenon:environment': `import { engine } from '${CORE}'; export const env = () => engine().ENV;`,
  // 64-bit hashes, with a library for them, which Tenon's kernel does without.
  [path.join(core, 'hash_util.js')]: 'export const fingerPrint64 = undefined;',
  'tenon:core': Object.entries(taken)
    .map(([name, list]) => `export { ${list.replaceAll(' ', ', ')} } from '${path.join(core, namespaces[name])}.js';`)
    .join('\n'),
};

/** Kernels that tfjs's others call, and Tenon's take the place of: the others call what is registered. */
const called = new Set(['Cast', 'Fill', 'Identity', 'Softmax']);

const callOf = (name) => `
  import { getKernel } from '${CORE}';
  export const ${name.toLowerCase()} = (args) => getKernel('${name}', 'wasm').kernelFunc(args);`;

/** `import { util } from core` takes all of it; `import * as util`, what is used. */
const apart = (code) =>
  code
    .replaceAll('new TensorBuffer(', 'tensorBuffer(')
    .replace(/\bTensorBuffer\b(?=[^;]*from)/, 'buffer as tensorBuffer')
    .replace(/import \{([^}]*)\} from '@tensorflow\/tfjs-core';/g, (_, names) => {
      const all = names.split(',').map((name) => name.trim());
      const own = all.filter((name) => !(name in namespaces));
      return [
        ...all
          .filter((name) => name in namespaces)
          .map((name) => `import * as ${name} from '${path.join(core, `${namespaces[name]}.js`)}';`),
        ...(own.length ? [`import { ${own.join(', ')} } from '${CORE}';`] : []),
      ].join(' ');
    });

const inlined = {
  name: 'tfjs-inlined',
  resolveId(target, importer) {
    if (target in made) return target;
    if (target === CORE) return { id: CORE, external: true, moduleSideEffects: false };
    const file = target.startsWith('@tensorflow/tfjs-backend-cpu')
      ? target.replace('@tensorflow/tfjs-backend-cpu', cpu)
      : path.resolve(importer ? path.dirname(importer) : '', target).replace(/\.js$/, '');
    const kernel = path.relative(path.join(wasm, 'kernels'), file);
    if (importer && called.has(kernel)) return `tenon:${kernel}`;
    const inCore = path.relative(core, file);
    if (!inCore.startsWith('..') && !pure.test(inCore)) {
      return inCore === 'environment' ? 'tenon:environment' : { id: CORE, external: true, moduleSideEffects: false };
    }
    return { id: `${file}.js`, moduleSideEffects: false };
  },
  load(id) {
    if (id in made) return made[id];
    if (id.startsWith('tenon:')) return callOf(id.slice(6));
    const code = readFileSync(id, 'utf8');
    // Without comments: every file gets the licence's banner.
    return esbuild.transformSync(id.startsWith(core) ? code : apart(code), { legalComments: 'none', target: 'es2022' });
  },
};

/** Those that Tenon has no kernels for. */
const kernels =
  `Bincount BroadcastArgs CropAndResize DenseBincount Diag ExpandDims FlipLeftRight FusedBatchNorm LRN LRNGrad
   LeakyRelu LinSpace MirrorPad Multinomial NonMaxSuppressionV3 NonMaxSuppressionV4 NonMaxSuppressionV5 PadV2 Prelu
   Range Reshape Reverse RotateWithOffset SearchSorted Step TopK Transform`.split(/\s+/);

export async function writeTfjs(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const bundle = await rollup({
    input: {
      ...Object.fromEntries(kernels.map((name) => [name, path.join(wasm, 'kernels', `${name}.js`)])),
      core: 'tenon:core',
    },
    plugins: [inlined],
    // Of modules that re-export from tfjs-core what no kernel uses.
    onLog: (_, log) => log.code !== 'UNUSED_EXTERNAL_IMPORT' && console.warn(log.message),
  });
  await bundle.write({
    dir: folder,
    format: 'es',
    banner: '// tfjs 4.22, Copyright Google LLC, Apache-2.0: https://github.com/tensorflow/tfjs',
    chunkFileNames: 'chunks/[name].js',
    minifyInternalExports: false,
    hoistTransitiveImports: false,
  });
  await bundle.close();
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
  const functions = Object.entries(taken).map(
    ([name, list]) => `export { ${list.replaceAll(' ', ', ')} } from '${CORE}/dist/${namespaces[name]}';\n`,
  );
  writeFileSync(path.join(folder, 'core.d.ts'), functions.join(''));
}
