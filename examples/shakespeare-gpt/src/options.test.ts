import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { options } from './options.js';

test.each([
  [['--dropout', '1'], '--dropout must be a number in [0, 1), got 1.'],
  [['--epochs', ''], '--epochs must be a whole number of at least 1, got .'],
  [['--top-k', '1.5'], '--top-k must be a whole number of at least 0, got 1.5.'],
  [['--learning-rate', 'fast'], '--learning-rate must be a positive number, got fast.'],
  [['--heads', '3'], '--units must be a multiple of --heads, got 128 and 3.'],
  [['--prompt', ''], '--prompt must hold a character at least, got none.'],
])('%s is refused in a sentence, with the usage', (args, sentence) => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const exit = vi.spyOn(process, 'exit').mockImplementation((() => {
    throw new Error('exit');
  }) as never);
  expect(() => options(args)).toThrow('exit');
  expect(exit).toHaveBeenCalledWith(2);
  expect(error.mock.calls[0]![0].split('\n')[0]).toBe(sentence);
  expect(error.mock.calls[0]![0]).toContain('\nUsage: npm start -- [--source …] [--epochs 12]');
  vi.restoreAllMocks();
});

test('what is not given has its default', () => {
  const { temperature, topK, resume, output } = options(['--top-k', '5', '--resume']);
  expect({ temperature, topK, resume, output }).toEqual({
    temperature: 0.8,
    topK: 5,
    resume: true,
    output: path.resolve('output'),
  });
});
