/** A tar archive of files by path, as `tar` makes it. */
export function tar(files: Iterable<readonly [path: string, file: Uint8Array]>): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (const [path, file] of files) {
    const header = Buffer.alloc(512);
    header.write(path, 0);
    header.write('0000644\0', 100);
    header.write(`${file.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('        0', 148);
    header.write('ustar\x0000', 257);
    const sum = header.reduce((sum, byte) => sum + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    blocks.push(header, file, new Uint8Array((512 - (file.length % 512)) % 512));
  }
  return Buffer.concat([...blocks, new Uint8Array(1024)]);
}
