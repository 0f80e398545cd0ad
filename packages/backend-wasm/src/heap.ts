import type { Heap } from './machine.js';

type F = (...args: number[]) => number;

/** What tfjs's module, made by Emscripten, exports beside its kernels. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  __wasm_call_ctors(): void;
  readonly malloc: F;
  readonly free: F;
  readonly stackSave: F;
  readonly stackRestore: F;
  readonly stackAlloc: F;
}

const PAGE = 65_536;
const MOST_PAGES = 65_535;

/**
 * Starts tfjs's module: what Emscripten's own JavaScript, 24 KB for each kind of module, does of use for it.
 *
 * @see https://github.com/emscripten-core/emscripten/blob/main/system/lib/standalone, for what the module imports.
 */
export async function heap(module: WebAssembly.Module): Promise<Heap> {
  // A view is made anew when memory has grown.
  let bytes = new Uint8Array();
  const view = (): Uint8Array<ArrayBuffer> => {
    const { buffer } = exports.memory;
    if (bytes.buffer !== buffer) bytes = new Uint8Array(buffer);
    return bytes as Uint8Array<ArrayBuffer>;
  };
  const instance = await WebAssembly.instantiate(module, {
    env: {
      abort() {
        throw new WebAssembly.RuntimeError('wasm: a kernel of tfjs ended the program.');
      },
      emscripten_memcpy_big: (to: number, from: number, length: number) =>
        view().copyWithin(to >>> 0, from >>> 0, (from >>> 0) + (length >>> 0)),
      emscripten_get_heap_max: () => MOST_PAGES * PAGE,
      emscripten_resize_heap(wanted: number) {
        const now = exports.memory.buffer.byteLength / PAGE;
        const needed = Math.ceil((wanted >>> 0) / PAGE);
        // A fifth more than there was, at most 96 MiB more than is needed, so that memory grows seldom.
        for (const reserve of [0.2, 0.1, 0.05, 0]) {
          const pages = Math.min(MOST_PAGES, Math.max(needed, Math.min(Math.ceil(now * (1 + reserve)), needed + 1536)));
          if (pages < needed) return false;
          try {
            exports.memory.grow(pages - now);
            return true;
          } catch {}
        }
        return false;
      },
    },
    wasi_snapshot_preview1: {
      // EBADF and ESPIPE of WASI: there are no files.
      fd_close: () => 8,
      fd_seek: () => 70,
      /** What a kernel warns of. */
      fd_write(_: number, parts: number, count: number, written: number) {
        const numbers = new DataView(exports.memory.buffer);
        let length = 0;
        let text = '';
        for (let part = parts >>> 0; part < (parts >>> 0) + 8 * count; part += 8) {
          const at = numbers.getUint32(part, true);
          const size = numbers.getUint32(part + 4, true);
          // A copy: shared memory is not decoded.
          text += new TextDecoder().decode(view().slice(at, at + size));
          length += size;
        }
        numbers.setUint32(written >>> 0, length, true);
        if (text.trim()) console.warn(`wasm: ${text.trim()}`);
        return 0;
      },
    },
  });
  const exports = instance.exports as unknown as Exports;
  exports.__wasm_call_ctors();
  return {
    asm: exports,
    get HEAPU8() {
      return view();
    },
    _malloc: exports.malloc,
    _free: exports.free,
    cwrap(name, _, types) {
      const run = instance.exports[name] as (...args: unknown[]) => number;
      if (!types.includes('array')) return run;
      return (...args) => {
        const stack = exports.stackSave();
        const numbers = args.map((arg, i) => {
          if (types[i] !== 'array') return arg;
          const values = arg as Uint8Array;
          const at = exports.stackAlloc(values.length) >>> 0;
          view().set(values, at);
          return at;
        });
        const result = run(...numbers);
        exports.stackRestore(stack);
        return result;
      };
    },
  };
}
