import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { commandLine, fraction } from './commandLine.js';

const line = commandLine(
  { source: '', batchSize: 32, dropout: 0.5, resume: false, prompt: '\n', output: 'output' },
  {
    ranges: { dropout: fraction },
    check: ({ batchSize, prompt }) => {
      if (prompt.length > batchSize) throw new RangeError('--prompt must fit into a batch');
    },
  },
);

afterEach(() => void vi.restoreAllMocks());

test('what is given takes the place of the defaults', () => {
  expect(line.options(['--batch-size', '8', '--resume', '--output', 'there'])).toEqual({
    source: '',
    batchSize: 8,
    dropout: 0.5,
    resume: true,
    prompt: '\n',
    output: path.resolve('there'),
  });
});

test.each([
  [['--batch-size', '1.5'], '--batch-size must be a whole number of at least 1, got 1.5.'],
  [['--batch-size', ''], '--batch-size must be a whole number of at least 1, got .'],
  [['--dropout', '1'], '--dropout must be a number in [0, 1), got 1.'],
  [['--prompt', 'to be', '--batch-size', '2'], '--prompt must fit into a batch.'],
])('%j ends the program with a sentence and the usage', (args, sentence) => {
  const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(() => line.options(args)).toThrow('exit 2');
  expect(exit).toHaveBeenCalledWith(2);
  expect(error).toHaveBeenCalledWith(
    `${sentence}\nUsage: npm start -- [--source …] [--batch-size 32] [--dropout 0.5] [--resume] [--prompt …] [--output output]`,
  );
});
