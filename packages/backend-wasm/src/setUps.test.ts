import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { engine } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { activate, isAvailable } from './index.js';

const file = 'tfjs-backend-wasm-simd.wasm';
const remedy = `could not be loaded; serve or copy ${file} there, or say where it is: activate({ wasmPaths }).`;

/** As before the backend was first started; what runs is put back after. */
async function anew<T>(act: () => Promise<T>): Promise<T> {
  const { registry } = engine();
  const running = registry.wasm!;
  delete registry.wasm;
  try {
    return await act();
  } finally {
    registry.wasm = running;
  }
}

describe('a server without the file', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  async function serve(status: number, body: string): Promise<string> {
    server = createServer((_, response) => response.writeHead(status, { 'Content-Type': 'text/html' }).end(body));
    await new Promise<void>((resolve) => server!.listen(0, resolve));
    return `http://localhost:${(server.address() as AddressInfo).port}/`;
  }

  test.each([
    [404, 'nothing here'],
    // What a page of one file answers with, whatever it is asked for.
    [200, '<!doctype html><title>App</title>'],
    [200, ''],
  ])('that answers %d %j is refused in a sentence', async (status, body) => {
    const url = await serve(status, body);
    await expect(anew(() => activate({ wasmPaths: url }))).rejects.toThrow(
      new Error(`activate: ${url}${file} ${remedy}`),
    );
  });
});

test('an address where nobody listens is refused in the same sentence', async () => {
  const url = 'http://localhost:9/';
  await expect(anew(() => activate({ wasmPaths: url }))).rejects.toThrow(
    new Error(`activate: ${url}${file} ${remedy}`),
  );
});

describe('an engine without SIMD', () => {
  afterEach(() => vi.restoreAllMocks());

  test('is refused in a sentence, and is not available', async () => {
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    expect(await isAvailable()).toBe(false);
    await expect(activate()).rejects.toThrow(
      new Error(
        'activate: this engine has no WebAssembly SIMD; take the cpu backend, or Node 20, Chrome 91, Firefox 113, Safari 16.4 or later.',
      ),
    );
  });
});

test('after all that it runs', async () => {
  expect((await activate()).name).toBe('wasm');
});
