// Bundles and serves the page: `node serve.mjs [port]`. A page has threads where both headers are sent with it.
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const page = path.join(import.meta.dirname, 'index.html');
const wasm = path.join(path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), '../wasm-out');

const types = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** What makes a page cross-origin isolated: it shares no process with pages and no data with sites that did not agree. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** @param {{ port?: number, isolated?: boolean, policy?: string }} options policy: of its content, none if absent */
export async function serve({ port = 0, isolated = true, policy } = {}) {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, 'src/main.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const name = pathname === '/' ? '/index.html' : pathname;
    const file = name === '/index.html' ? page : path.join(wasm, path.basename(name));
    const found = name === '/main.js' || (name.startsWith('/wasm/') ? existsSync(file) : file === page);
    response.writeHead(found ? 200 : 404, {
      'Content-Type': types[path.extname(name)] ?? 'text/plain',
      ...(isolated && isolation),
      ...(policy && { 'Content-Security-Policy': policy }),
    });
    if (!found) response.end();
    else if (name === '/main.js') response.end(outputFiles[0].contents);
    else createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(port, resolve));
  return { url: `http://localhost:${server.address().port}/`, close: () => server.close() };
}

if (process.argv[1] === import.meta.filename) {
  const { url } = await serve({ port: Number(process.argv[2] ?? 8000) });
  console.log(url);
}
