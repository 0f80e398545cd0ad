import { node } from './node.js';
import { unpack } from './unpack.js';

/** Where checked downloads are kept. What `get` gives is checked again, so that a cache cannot spoil data. */
interface Cache {
  get(): Promise<Uint8Array<ArrayBuffer> | undefined>;
  put(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** A file in a folder, which appears whole or not at all. */
function fileCache({ fs, path }: NonNullable<ReturnType<typeof node>>, folder: string, hash: string): Cache {
  const file = path.join(folder, hash);
  return {
    get: () => fs.readFile(file).catch(() => undefined),
    async put(bytes) {
      await fs.mkdir(folder, { recursive: true });
      const temporary = `${file}.${crypto.randomUUID()}`;
      try {
        await fs.writeFile(temporary, bytes);
        await fs.rename(temporary, file);
      } finally {
        await fs.rm(temporary, { force: true });
      }
    },
  };
}

/** The browser's cache, which pages that are not served over https lack. */
function browserCache(name: string, hash: string): Cache {
  const key = `https://cache.invalid/${hash}`;
  return {
    async get() {
      const kept = await globalThis.caches?.open(name).then((cache) => cache.match(key));
      return kept && new Uint8Array(await kept.arrayBuffer());
    },
    async put(bytes) {
      await globalThis.caches?.open(name).then((cache) => cache.put(key, new Response(bytes)));
    },
  };
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The unpacked contents of a file on the web, from the cache where it was downloaded before.
 *
 * @param hash - SHA-256 of the contents, so that any mirror will do, packed or not.
 * @param cache - A folder in Node, a cache's name in browsers.
 * @throws {Error} If the download fails or has another hash; the cache is untouched then.
 */
export async function download(who: string, url: string, hash: string, cache?: string): Promise<Uint8Array> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new Error(
      `${who}: the page must be served over https or from localhost for downloads to be checked, got ${globalThis.location?.origin}.`,
    );
  }
  const modules = node();
  const store = modules
    ? fileCache(
        modules,
        cache ??
          modules.path.join(process.env.XDG_CACHE_HOME || modules.path.join(modules.os.homedir(), '.cache'), 'tenon'),
        hash,
      )
    : browserCache(cache ?? 'tenon', hash);
  const kept = await store.get();
  if (kept && (await sha256(kept)) === hash) return kept;

  let packed: Uint8Array<ArrayBuffer>;
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the server answered ${response.status} ${response.statusText}`.trim());
    packed = new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    // Node's fetch hides what happened one level down.
    const { message } = ((cause as Error).cause ?? cause) as Error;
    throw new Error(`${who}: ${url} must be reachable, got: ${message}.`, { cause });
  }
  // What cannot be unpacked is judged as it came: its hash is wrong too.
  const bytes = await unpack(packed).catch(() => packed);
  const actual = await sha256(bytes);
  if (actual !== hash) {
    throw new Error(`${who}: ${url} must hold a file with SHA-256 ${hash}, got ${actual} (${bytes.length} bytes).`);
  }
  // A full disk or a folder without permission must not stop the training: the next run downloads again.
  await store.put(bytes).catch(() => {});
  return bytes;
}
