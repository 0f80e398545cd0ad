import { expect, test } from 'vitest';
import { jsonLines } from './jsonLines.js';

test('one value a line, and what is none is named', async () => {
  expect(await jsonLines(new Blob(['{"a":1}\r\n\n[2]'])).toArray()).toEqual([{ a: 1 }, [2]]);
  await expect(jsonLines(new Blob(['1\n\n{"a":\n'])).toArray()).rejects.toThrow(
    /^jsonLines: the data must hold JSON in line 3, got .+\.$/,
  );
});
