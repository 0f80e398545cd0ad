import { readFile } from 'node:fs/promises';
import { characterTokenizer, type DownloadOptions, download, type Pipeline, pipeline } from '@tenonjs/datasets';

const home = 'https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt';
const sha256 = '86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed';

/**
 * Tiny Shakespeare, or a text of one's own.
 *
 * @param source - A file's path; empty: downloaded, checked, and kept for the next time.
 * @throws {Error} If the file cannot be read, or the download fails.
 */
export async function readText(source: string, options: DownloadOptions = {}): Promise<string> {
  if (source === '') return new TextDecoder().decode(await download(home, sha256, options));
  return readFile(source, 'utf8').catch((cause: Error) => {
    throw new Error(`--source must be a file that can be read, got ${source}: ${cause.message}`, { cause });
  });
}

/**
 * The first nine tenths to train on, the last to validate: the customary split. The characters are those of the training
 * part; any other is `[UNK]`, number 0.
 *
 * @throws {RangeError} If a part is shorter than one stretch of `context` characters and the one after it.
 */
export function split(text: string, context: number) {
  const cut = Math.floor(0.9 * text.length);
  const parts = [text.slice(0, cut), text.slice(cut)] as const;
  if (parts.some(({ length }) => length <= context)) {
    const [training, validation] = parts.map(({ length }) => length);
    throw new RangeError(
      `--context must be shorter than both parts of the text, ${training} and ${validation} characters, got ${context}`,
    );
  }
  const tokenizer = characterTokenizer({ specials: ['[UNK]'] }).fit([parts[0]]);
  const [training, validation] = parts.map((part) => tokenizer.encode(part)) as [Int32Array, Int32Array];
  return { tokenizer, training, validation };
}

/** A stretch of text, and the same one character on: what is read, and what comes next. */
export interface Stretch {
  readonly x: Int32Array;
  readonly y: Int32Array;
}

const stretch = (text: Int32Array, at: number, length: number): Stretch => ({
  x: text.subarray(at, at + length),
  y: text.subarray(at + 1, at + length + 1),
});

/** Stretches from all over the text, without end. Steps of the golden ratio visit all of it evenly; the seed says where they begin. */
export const anyStretches = (text: Int32Array, length: number, seed: number): Pipeline<Stretch> =>
  pipeline(function* () {
    const places = text.length - length;
    for (let i = 1; ; i++) {
      const part = (seed * Math.SQRT2 + i * 0.6180339887498949) % 1;
      yield stretch(text, Math.floor(part * places), length);
    }
  });

/** The text in stretches that follow each other: every character a target once, but the first and what is left over. */
export const allStretches = (text: Int32Array, length: number): Pipeline<Stretch> =>
  pipeline(function* () {
    for (let at = 0; at + length < text.length; at += length) yield stretch(text, at, length);
  });

/** Of such stretches at most `count`, evenly spread. */
export const someStretches = (text: Int32Array, length: number, count: number): Pipeline<Stretch> => {
  const every = Math.max(1, Math.floor((text.length - 1) / length / count));
  return allStretches(text, length).filter((_, i) => i % every === 0);
};
