import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { textLines } from './textLines.js';

test('lines as they are, empty ones too, wherever the pieces end', async () => {
  const all = new TextEncoder().encode('eins\r\n\nzwölf 漢\nlast');
  const bytewise = () =>
    (async function* () {
      for (let i = 0; i < all.length; i++) yield all.subarray(i, i + 1);
    })();
  const lines = textLines(bytewise);
  expect(await lines.toArray()).toEqual(['eins', '', 'zwölf 漢', 'last']);
  expect(await lines.toArray()).toHaveLength(4);
  expect(await textLines(Uint8Array.from(gzipSync('a\nb\n'))).toArray()).toEqual(['a', 'b']);
  expect(await textLines(new Blob()).toArray()).toEqual([]);
  expect(await textLines(new URL('data:text/plain,a%0Ab')).toArray()).toEqual(['a', 'b']);
});
