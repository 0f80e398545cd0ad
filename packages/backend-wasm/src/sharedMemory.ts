/** The sections of a module: its imports, and the memory it has for itself. */
const IMPORT = 2;
const MEMORY = 5;

/**
 * A module on memory that threads share, from the same module on memory of its own kind: one bit in the limits of the memory
 * that it imports or defines. It must state a maximum, as shared memory must.
 *
 * @see https://webassembly.github.io/threads/core/binary/types.html#limits
 */
export function withSharedMemory(module: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = module.slice();
  let at = 8;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const skipName = (): void => {
    const length = number();
    at += length;
  };
  const limits = (): void => {
    if (bytes[at]! & 1) bytes[at]! |= 2;
    at++;
    number();
    number();
  };
  while (at < bytes.length) {
    const section = bytes[at++];
    const next = number() + at;
    if (section === MEMORY && number() === 1) limits();
    if (section === IMPORT) {
      // Of functions and memory alone: that is all that these modules import.
      for (let left = number(); left > 0; left--) {
        skipName();
        skipName();
        if (bytes[at++] === 2) limits();
        else number();
      }
    }
    at = next;
  }
  return bytes;
}
