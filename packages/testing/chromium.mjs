// The part of the backend matrix that runs in headless Chromium, by Vitest's browser mode.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';

const executablePath = '/usr/bin/chromium';
export const hasChromium = existsSync(executablePath);

/** GPUs in software, which any machine has. */
const args = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];

/** What tests use of Node in a page: files are read from the server, and what only Node can do is an error when it is done. */
const nodeInAPage = {
  name: 'node-in-a-page',
  enforce: 'pre',
  resolveId: (id) => (id.startsWith('node:') ? `\0${id}` : undefined),
  load(id) {
    if (!id.startsWith('\0node:')) return undefined;
    const names = Object.keys(createRequire(import.meta.url)(id.slice(1)));
    const lines = names.map((name) =>
      id === '\0node:fs' && name === 'readFileSync'
        ? `export const readFileSync = (url) => {
             const request = new XMLHttpRequest();
             request.open('GET', '/@fs' + new URL(url).pathname.replace('/@fs', ''), false);
             request.send();
             if (request.status !== 200) throw new Error(url + ': ' + request.status);
             return request.responseText;
           };`
        : `const $${name} = () => { throw new Error('${id.slice(1)}: ${name} is not in a page.'); }; export { $${name} as ${name} };`,
    );
    return [...lines, 'export default {};'].join('\n');
  },
};

/** tfjs's `.wasm` files. */
const wasm = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')),
  '../wasm-out',
);

/** The project of one backend in Chromium. */
export function chromium(name, include, isolate) {
  const backend = name.replace('chromium-', '');
  const local = createRequire(`${process.cwd()}/package.json`);
  const ours = `@tenonjs/backend-${backend}`;
  return {
    plugins: [nodeInAPage],
    define: {
      'process.env.TENON_BACKEND': JSON.stringify(name),
      'process.env.TENON_BACKEND_FILE': JSON.stringify(`/@fs${local.resolve(ours)}`),
      'process.env.TENON_WASM_PATHS': JSON.stringify(`/@fs${wasm}/`),
    },
    optimizeDeps: {
      noDiscovery: true,
      include: [
        '@tensorflow/tfjs-core',
        `${ours} > @tensorflow/tfjs-backend-${backend}`,
        '@tenonjs/testing > fast-check',
      ],
    },
    test: {
      name,
      include,
      isolate,
      setupFiles: [fileURLToPath(new URL('./src/setupChromium.ts', import.meta.url))],
      testTimeout: 60_000,
      hookTimeout: 60_000,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions: { executablePath, args } }),
        instances: [{ browser: 'chromium' }],
      },
    },
  };
}
