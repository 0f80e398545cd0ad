import { readStream } from '../pipeline/source.js';
import { node } from './node.js';
import { unpack } from './unpack.js';

export interface DownloadOptions {
  /** Where downloads are kept: a folder in Node, default `~/.cache/tenon`; a cache's name in browsers, default `'tenon'`. */
  readonly cache?: string;
  /** True takes from the cache alone. Default false. */
  readonly offline?: boolean;
  /** Told as bytes come; `total` is null where the server does not say. */
  onProgress?(loaded: number, total: number | null): void;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Where checked downloads are kept. What `get` gives is checked again, so that a cache cannot spoil data. */
interface Cache {
  get(): Promise<Bytes | undefined>;
  put(bytes: Bytes): Promise<void>;
  /** A download that is under way: what came so far, from an earlier run too. Absent where nothing can be kept. */
  readonly partial?: { read(): Promise<Bytes>; append(chunk: Uint8Array): Promise<void>; drop(): Promise<void> };
}

/** A file in a folder, which appears whole or not at all. */
function fileCache(
  { fs, path }: NonNullable<ReturnType<typeof node>>,
  folder: string,
  hash: string,
  url: string,
): Cache {
  const file = path.join(folder, hash);
  const part = path.join(folder, 'partial', url);
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
    partial: {
      read: () => fs.readFile(part).catch(() => new Uint8Array(0)),
      async append(chunk) {
        await fs.mkdir(path.dirname(part), { recursive: true });
        await fs.appendFile(part, chunk);
      },
      drop: () => fs.rm(part, { force: true }),
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

export async function sha256(bytes: Bytes): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The unpacked contents of a file on the web, from the cache where it was downloaded before.
 *
 * @param hash - SHA-256 of the file as it is served or, so that any mirror will do, of its contents unpacked.
 * @param digest - How the contents are hashed, where an archive's own bytes may vary. Default SHA-256.
 * @throws {Error} If the download fails or has another hash; what the cache holds is untouched then.
 */
export async function fetchFile(
  who: string,
  url: string,
  hash: string,
  options: DownloadOptions = {},
  digest: (contents: Bytes) => Promise<string> = sha256,
): Promise<Bytes> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new Error(
      `${who}: the page must be served over https or from localhost for downloads to be checked, got ${globalThis.location?.origin}.`,
    );
  }
  const { cache, offline = false, onProgress } = options;
  const modules = node();
  const store = modules
    ? fileCache(
        modules,
        cache ??
          modules.path.join(process.env.XDG_CACHE_HOME || modules.path.join(modules.os.homedir(), '.cache'), 'tenon'),
        hash,
        (await sha256(new TextEncoder().encode(url))).slice(0, 16),
      )
    : browserCache(cache ?? 'tenon', hash);
  const checked = async (bytes: Bytes): Promise<Bytes | undefined> => {
    // What cannot be unpacked is judged as it came: its hash is wrong too.
    const contents = await unpack(bytes).catch(() => bytes);
    return (await digest(contents)) === hash || (await sha256(bytes)) === hash ? contents : undefined;
  };
  const kept = await store.get();
  const good = kept && (await checked(kept));
  if (good) return good;
  if (offline) throw new Error(`${who}: ${url} must be in the cache when offline, got no whole file there.`);

  const begun = (await store.partial?.read()) ?? new Uint8Array(0);
  let bytes = await transfer(who, url, begun, store, onProgress);
  let contents = await checked(bytes);
  if (!contents && begun.length > 0) {
    // What an earlier run left may be of another file: once more, from the start.
    await store.partial?.drop();
    bytes = await transfer(who, url, new Uint8Array(0), store, onProgress);
    contents = await checked(bytes);
  }
  await store.partial?.drop().catch(() => {});
  if (!contents) {
    const unpacked = await unpack(bytes).catch(() => bytes);
    throw new Error(
      `${who}: ${url} must hold a file with SHA-256 ${hash}, got ${await digest(unpacked)} (${unpacked.length} bytes).`,
    );
  }
  // A full disk or a folder without permission must not stop the training: the next run downloads again.
  await store.put((await digest(contents)) === hash ? contents : bytes).catch(() => {});
  return contents;
}

const attempts = 3;

/** Brings the file, going on where a connection broke off. */
async function transfer(
  who: string,
  url: string,
  begun: Bytes,
  { partial }: Cache,
  onProgress: DownloadOptions['onProgress'],
): Promise<Bytes> {
  let chunks: Uint8Array[] = [begun];
  let loaded = begun.length;
  for (let attempt = 1; ; attempt++) {
    const before = loaded;
    try {
      const response = await fetch(url, loaded > 0 ? { headers: { range: `bytes=${loaded}-` } } : {});
      // What was there is all there is.
      if (response.status === 416) break;
      if (!response.ok) throw new Error(`the server answered ${response.status} ${response.statusText}`.trim());
      if (response.status !== 206 && loaded > 0) {
        chunks = [];
        loaded = 0;
        await partial?.drop();
      }
      const length = response.headers.get('content-length');
      // A body that is unpacked on the way is longer than the header says.
      const total = length === null || response.headers.has('content-encoding') ? null : loaded + Number(length);
      for await (const chunk of readStream(response.body!)) {
        chunks.push(chunk);
        loaded += chunk.length;
        // A cache that cannot be written is done without.
        await partial?.append(chunk).catch(() => {});
        onProgress?.(loaded, total);
      }
      break;
    } catch (cause) {
      if (attempt < attempts && loaded > before) continue;
      // Node's fetch hides what happened one level down.
      const { message } = ((cause as Error).cause ?? cause) as Error;
      throw new Error(`${who}: ${url} must be reachable, got: ${message}.`, { cause });
    }
  }
  return joined(chunks, loaded);
}

/** Chunks as one. */
export function joined(chunks: readonly Uint8Array[], length: number): Bytes {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
