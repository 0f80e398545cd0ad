import { expect, test } from 'vitest';
import { examples } from './testExamples.js';

test('the examples of doc comments are found with their lines', () => {
  const text = `const a = 1;
/**
 * Doubles.
 *
 * @example
 * double(2); // 4
 * if (a) {
 *   double(3);
 * }
 * @see nobody
 */
export function f() {}
/** @example double(1); // 2 */`;
  expect(examples(text)).toEqual([
    { line: 5, code: '\ndouble(2); // 4\nif (a) {\n  double(3);\n}' },
    { line: 13, code: ' double(1); // 2' },
  ]);
});
