import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { suite } from '../testing/suite/suite.mjs';

/** What fails, as on wasm without these kernels; `pnpm suite --why` says why. */
const known: string[] = JSON.parse(readFileSync(new URL('../testing/suite/failing.json', import.meta.url), 'utf8'));
const relaxed = process.env.TENON_SIMD === 'relaxed';

it('passes tfjs-core’s own suite, all but what is known to fail', { timeout: 300_000 }, async () => {
  const { passed, failed } = await suite({ relaxed });
  expect(failed.filter(({ name }) => !known.includes(name))).toEqual([]);
  expect(known.filter((name) => passed.includes(name))).toEqual([]);
  expect(passed.length + failed.length).toBeGreaterThan(4200);
});

it.skipIf(relaxed)('fails nothing that passes without these kernels', { timeout: 300_000 }, async () => {
  const { passed } = await suite({ stock: true });
  expect(passed.length).toBeGreaterThan(3800);
  expect(passed.filter((name) => known.includes(name))).toEqual([]);
});
