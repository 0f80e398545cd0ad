import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const packages = path.join(import.meta.dirname, '../..');

/** Where a read at once is right, and why. */
const allowed = new Set([
  // Words, which tfjs keeps on the host, and integers that came from there; what a GPU computed is refused with the remedy.
  'layers/src/preprocessing/tokens.ts',
  // Of the processor's own memory.
  'backend-wasm/src/backend.ts',
  'backend-wasm/src/kernels/strings.ts',
  'backend-wasm/src/machine.ts',
  // Watched, not called.
  'backend-webgl/src/watch.ts',
]);

test('no library code reads a tensor at once, which a GPU cannot', () => {
  const sources = readdirSync(packages)
    .filter((name) => name !== 'testing' && existsSync(path.join(packages, name, 'src')))
    .flatMap((name) =>
      readdirSync(path.join(packages, name, 'src'), { recursive: true, encoding: 'utf8' }).map(
        (file) => `${name}/src/${file.replaceAll(path.sep, '/')}`,
      ),
    )
    .filter((file) => file.endsWith('.ts') && !/\.(test|test-d)\.ts$/.test(file));
  expect(sources.length).toBeGreaterThan(400);
  const reading = sources.filter((file) =>
    /\b(dataSync|arraySync|readSync|bufferSync)\b/.test(
      // Doc comments show what a reader may do on the processor.
      readFileSync(path.join(packages, file), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, ''),
    ),
  );
  expect(reading.filter((file) => !allowed.has(file))).toEqual([]);
  expect([...allowed].filter((file) => !reading.includes(file))).toEqual([]);
});
