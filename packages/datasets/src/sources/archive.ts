/**
 * The files of a tar archive, without a copy.
 *
 * @throws {RangeError} If it is no tar archive, or is cut short.
 * @see POSIX.1-2017, pax: the ustar format.
 */
export function* untar(who: string, bytes: Uint8Array, name: string): Generator<[path: string, file: Uint8Array]> {
  const text = (at: number, length: number): string => {
    const field = bytes.subarray(at, at + length);
    const end = field.indexOf(0);
    return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
  };
  let longName: string | undefined;
  const refuse = (at: number): never => {
    throw new RangeError(`${who}: ${name} must be a whole tar archive, got one that is not from byte ${at} on.`);
  };
  let at = 0;
  while (bytes[at] !== 0) {
    // An archive ends with a block of zeros, so that one cut between two files is known.
    if (at >= bytes.length) refuse(at);
    const isWhole = at + 512 <= bytes.length;
    const size = isWhole ? Number.parseInt(text(at + 124, 12), 8) : 0;
    // The header's bytes add up to its checksum, whose own count as spaces.
    const sum = bytes.subarray(at, at + 512).reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 32 : byte), 0);
    if (!isWhole || sum !== Number.parseInt(text(at + 148, 8), 8) || at + 512 + size > bytes.length) refuse(at);
    const file = bytes.subarray(at + 512, at + 512 + size);
    const type = text(at + 156, 1);
    const prefix = text(at + 257, 5) === 'ustar' ? text(at + 345, 155) : '';
    // GNU's and pax's ways to say a long name come as a file before the one they name.
    if (type === 'L') longName = new TextDecoder().decode(file).replace(/\0+$/, '');
    else if (type === 'x') longName = /\d+ path=([^\n]*)\n/.exec(new TextDecoder().decode(file))?.[1] ?? longName;
    else {
      if (type === '0' || type === '') yield [longName ?? [prefix, text(at, 100)].filter(Boolean).join('/'), file];
      longName = undefined;
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

/**
 * The files of a zip archive.
 *
 * @throws {RangeError} If it is no zip archive, is cut short, or packed in an uncommon way.
 * @see PKWARE, APPNOTE.TXT 6.3
 */
export async function unzip(who: string, bytes: Uint8Array, name: string): Promise<Map<string, Uint8Array>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const broken = (): RangeError => new RangeError(`${who}: ${name} must be a whole zip archive, got one that is not.`);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw broken();
  const files = new Map<string, Uint8Array>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw broken();
    const method = view.getUint16(at + 10, true);
    const nameLength = view.getUint16(at + 28, true);
    const size = view.getUint32(at + 20, true);
    const local = view.getUint32(at + 42, true);
    const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const body = bytes.subarray(start, start + size);
    if (body.length < size) throw broken();
    if (method === 0) files.set(path, body);
    else if (method === 8) files.set(path, await inflate(body).catch(() => Promise.reject(broken())));
    else throw new RangeError(`${who}: ${name} must be stored or deflated, got method ${method} for ${path}.`);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return files;
}

async function inflate(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
