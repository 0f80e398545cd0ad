import { expect, test } from 'vitest';
import { fixtureTensor, readFixture } from './fixture.js';

test('a fixture beside the test is read, and its values become tensors', async () => {
  const { command, cases } = readFixture<{ x: { shape: number[]; data: number[] } }>(
    import.meta.url,
    '../fixtures/sample/double.json',
  );
  expect(command).toBe('by hand');
  expect(await fixtureTensor(cases[0]!.x).array()).toEqual([[1], [2]]);
  expect(fixtureTensor(cases[0]!.x, 'int32').dtype).toBe('int32');
});
