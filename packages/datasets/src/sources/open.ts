import { readStream } from '../pipeline/source.js';
import { joined } from './fetchFile.js';
import { node } from './node.js';

/** Bytes from anywhere: a file's path (Node), an address, a Blob or File, a response's body, bytes themselves. */
export type ByteSource =
  | string
  | URL
  | Blob
  | Uint8Array<ArrayBuffer>
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>;

/** The bytes of a source, chunk by chunk as they are asked for; what is packed by gzip comes unpacked. */
export async function* open(who: string, source: ByteSource): AsyncGenerator<Uint8Array> {
  const chunks = raw(who, source);
  const first = await chunks.next();
  if (first.done) return;
  const all = (async function* () {
    try {
      yield first.value;
      yield* chunks;
    } finally {
      await chunks.return(undefined);
    }
  })();
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield* all;
    return;
  }
  const unpacked = toStream(all).pipeThrough(
    new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>,
  );
  try {
    yield* readStream(unpacked);
  } catch (cause) {
    throw new RangeError(`${who}: ${called(source)} must be a whole gzip file, got one that does not unpack.`, {
      cause,
    });
  }
}

/** What errors call a source. */
export const called = (source: unknown): string =>
  typeof source === 'string' || source instanceof URL ? String(source) : 'the data';

async function* raw(who: string, source: ByteSource): AsyncGenerator<Uint8Array> {
  if (source instanceof Uint8Array) yield source;
  else if (source instanceof Blob) yield* readStream(source.stream());
  else if (typeof source === 'string' || source instanceof URL) yield* located(who, source);
  else if (source instanceof ReadableStream) yield* readStream(source);
  else if (typeof source === 'object' && source !== null && Symbol.asyncIterator in source) yield* source;
  else
    throw new TypeError(
      `${who}: the source must be a path, an address, a Blob, bytes or a stream of them, got ${typeof source}.`,
    );
}

async function* located(who: string, source: string | URL): AsyncGenerator<Uint8Array> {
  const modules = node();
  if (/^(https?|blob|data):/.test(String(source)) || !modules) {
    try {
      const response = await fetch(source);
      if (!response.ok) throw new Error(`the server answered ${response.status} ${response.statusText}`.trim());
      if (response.body) yield* readStream(response.body);
    } catch (cause) {
      // Node's fetch hides what happened one level down.
      const { message } = ((cause as Error).cause ?? cause) as Error;
      throw new Error(`${who}: ${source} must be reachable, got: ${message}.`, { cause });
    }
    return;
  }
  const file = await modules.fs.open(source).catch((cause: NodeJS.ErrnoException) => {
    const got = cause.code === 'ENOENT' ? 'no such file' : cause.message;
    throw new Error(`${who}: the file must be readable, got ${got} at ${source}.`, { cause });
  });
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read(new Uint8Array(65536));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function toStream(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await chunks.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/** The text of a source, in pieces, by UTF-8; a byte order mark at the start is left out. */
export async function* readText(who: string, source: ByteSource): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of open(who, source)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** The lines of a source; the ending, `\n` or `\r\n`, is left out. */
export async function* readLines(who: string, source: ByteSource): AsyncGenerator<string> {
  let rest = '';
  for await (const text of readText(who, source)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  if (rest !== '') yield rest;
}
/** All of a source's bytes. */
export async function readBytes(who: string, source: ByteSource): Promise<Uint8Array<ArrayBuffer>> {
  if (source instanceof Uint8Array && !(source[0] === 0x1f && source[1] === 0x8b)) return source;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of open(who, source)) {
    chunks.push(chunk);
    length += chunk.length;
  }
  return joined(chunks, length);
}
