/**
 * A PNG file as a data address: pixels as they are, not compressed, so that no codec is needed.
 *
 * @param pixels - Red, green, blue, byte by byte, row by row.
 * @see PNG, https://www.w3.org/TR/png-3/
 */
export function bitmap(pixels: Uint8Array, width: number, height: number): string {
  const rows = new Uint8Array(height * (3 * width + 1));
  // Each row begins with its filter, 0: none.
  for (let y = 0; y < height; y++)
    rows.set(pixels.subarray(3 * y * width, 3 * (y + 1) * width), y * (3 * width + 1) + 1);
  const header = Uint8Array.of(...big(width), ...big(height), 8, 2, 0, 0, 0);
  const file = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', stored(rows)),
    chunk('IEND', new Uint8Array(0)),
  ];
  let binary = '';
  for (const part of file) for (const byte of part) binary += String.fromCharCode(byte);
  return `data:image/png;base64,${btoa(binary)}`;
}

const big = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];

function chunk(name: string, data: Uint8Array): Uint8Array {
  const body = joined(
    Uint8Array.from(name, (letter) => letter.charCodeAt(0)),
    data,
  );
  return joined(big(data.length), body, big(crc32(body)));
}

/** A zlib stream of stored blocks. */
function stored(data: Uint8Array): Uint8Array {
  const parts: ArrayLike<number>[] = [[0x78, 0x01]];
  for (let at = 0; at === 0 || at < data.length; at += 65535) {
    const block = data.subarray(at, at + 65535);
    const [low, high] = [block.length & 255, block.length >>> 8];
    parts.push([Number(at + 65535 >= data.length), low, high, ~low & 255, ~high & 255], block);
  }
  let [a, b] = [1, 0];
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return joined(...parts, big(((b << 16) | a) >>> 0));
}

function joined(...parts: readonly ArrayLike<number>[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function crc32(data: Uint8Array): number {
  let crc = -1;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
