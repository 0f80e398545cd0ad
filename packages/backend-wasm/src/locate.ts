import { builtin } from './builtin.js';

const file = 'tfjs-backend-wasm-simd.wasm';

interface NodeModule {
  createRequire(from: string): { resolve(id: string): string };
}

interface NodeFiles {
  existsSync(path: string): boolean;
  readFileSync(path: string | URL): Uint8Array<ArrayBuffer>;
}

/** What a module of wasm begins with: \0asm. */
const MAGIC = 0x0061736d;

const isAddress = (path: string): boolean => /^\w+:\/\//.test(path);

/** Where the backend's binary is: what the user says, else the installed package. */
export function locate(wasmPaths?: string): string {
  if (wasmPaths !== undefined) {
    const path = wasmPaths.endsWith('.wasm') ? wasmPaths : `${wasmPaths}${wasmPaths.endsWith('/') ? '' : '/'}${file}`;
    // tfjs cannot start anew once a file was missing, so it is not left to find out.
    if (!isAddress(path) && builtin<NodeFiles>('node:fs')?.existsSync(path) === false) {
      throw new Error(`activate: there is no ${path}; wasmPaths must be the folder of ${file}, or absent.`);
    }
    return path;
  }
  const node = builtin<NodeModule>('node:module');
  if (node) {
    try {
      return node.createRequire(import.meta.url).resolve(`@tensorflow/tfjs-backend-wasm/wasm-out/${file}`);
    } catch {
      throw new Error(
        `activate: ${file} was not found; install @tensorflow/tfjs-backend-wasm beside this program, or say where it is: activate({ wasmPaths }).`,
      );
    }
  }
  // webpack and Vite recognise this expression, copy the file into the bundle and put its address here.
  return new URL('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm', import.meta.url).href;
}

/**
 * A module of wasm, at an address or in Node at a path.
 *
 * @throws {Error} If there is none: a server may answer with a page instead.
 */
export async function read(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await load(url);
  if (new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) !== MAGIC) throw new Error(`${url}: not wasm`);
  return bytes;
}

async function load(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const files = builtin<NodeFiles>('node:fs');
  if (files && !isAddress(url)) return files.readFileSync(url);
  if (files && url.startsWith('file:')) return files.readFileSync(new URL(url));
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
