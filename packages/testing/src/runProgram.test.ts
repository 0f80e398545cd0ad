import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runProgram } from './runProgram.js';

const folder = `${import.meta.dirname}/..`;

test('a program that fails says what it printed, and leaves no file behind', async () => {
  await expect(runProgram("console.log('so far');\nconst a: number = missing;", folder)).rejects.toThrow(
    /missing is not defined[\s\S]*so far/,
  );
  expect(readdirSync(folder).filter((file) => file.startsWith('.program'))).toEqual([]);
});
