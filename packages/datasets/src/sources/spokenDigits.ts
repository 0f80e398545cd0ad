import { decodeWav, type Sound } from '../audio/decodeWav.js';
import { untar } from './archive.js';
import { type DownloadOptions, fetchFile, sha256 } from './fetchFile.js';
import { node } from './node.js';
import { readBytes } from './open.js';

export interface SpokenDigitsOptions extends DownloadOptions {
  /** The URL or, in Node, the path of the archive, `.tar` or `.tar.gz`, or the folder with the recordings. Default: GitHub's archive of its version 1.0.10. */
  readonly source?: string;
}

export interface SpokenDigit {
  readonly digit: number;
  /** Who spoke: `'george'`, `'jackson'` … */
  readonly speaker: string;
  /** Which of the speaker's recordings of the digit, from 0. */
  readonly index: number;
  /** At 8,000 samples a second, of 0.1 to 2.3 seconds. */
  readonly sound: Sound;
}

const home = 'https://github.com/Jakobovski/free-spoken-digit-dataset/archive/refs/tags/v1.0.10.tar.gz';

/** Of all recordings by name, since GitHub packs its archives anew. */
const hash = 'dbd573d7cafe79c4b49f65718115e1304e24e067fa39eff18a660dc6cb9c360f';

const pattern = /(?:^|\/)(\d)_([a-z]+)_(\d+)\.wav$/;

/**
 * The Free Spoken Digit Dataset: 3,000 recordings of the digits by six speakers, 50 each. The customary test set is the
 * first five of each speaker and digit.
 *
 * @returns Recordings by name; 2,700 to train on and 300 to test.
 * @throws {Error} If the archive is missing, cannot be downloaded, or holds other recordings.
 * @throws {RangeError} If the archive is cut short, a file is no WAV file, or a source holds no recordings.
 * @example
 * await spokenDigits({ source: 'absent.tar.gz' }); // throws spokenDigits: the file must be readable, got no such file at absent.tar.gz.
 * @see Jackson et al. 2018, https://doi.org/10.5281/zenodo.1342401 (CC BY-SA 4.0)
 */
export async function spokenDigits(
  options: SpokenDigitsOptions = {},
): Promise<{ train: SpokenDigit[]; test: SpokenDigit[] }> {
  const { source = home } = options;
  const files = await recordings(source, options);
  if (files.length === 0)
    throw new RangeError(`spokenDigits: ${source} must hold recordings such as 7_jackson_32.wav, got none.`);
  const all = files.map(([name, bytes]) => {
    const [, digit, speaker, index] = pattern.exec(name)!;
    return { digit: Number(digit), speaker: speaker!, index: Number(index), sound: decodeWav(bytes, name) };
  });
  return { train: all.filter(({ index }) => index >= 5), test: all.filter(({ index }) => index < 5) };
}

async function recordings(source: string, options: DownloadOptions): Promise<[string, Uint8Array][]> {
  if (/^https?:/.test(source))
    return inArchive(await fetchFile('spokenDigits', source, hash, options, (archive) => digestOf(archive)), source);
  const modules = node();
  const folder = await modules?.fs.readdir(source).catch(() => undefined);
  if (!modules || !folder) return inArchive(await readBytes('spokenDigits', source), source);
  const names = folder.filter((name) => pattern.test(name)).sort();
  return Promise.all(
    names.map(
      async (name) => [name, await modules.fs.readFile(modules.path.join(source, name))] as [string, Uint8Array],
    ),
  );
}

function inArchive(archive: Uint8Array, source: string): [string, Uint8Array][] {
  const files = [...untar('spokenDigits', archive, source)].filter(([path]) => pattern.test(path));
  const named = files.map(([path, file]) => [path.slice(path.lastIndexOf('/') + 1), file] as [string, Uint8Array]);
  return named.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** SHA-256 of the recordings' own, name by name; of what is no archive, of itself. */
async function digestOf(archive: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    const lines = await Promise.all(
      inArchive(archive, '').map(async ([name, file]) => `${name} ${await sha256(file as Uint8Array<ArrayBuffer>)}\n`),
    );
    return await sha256(new TextEncoder().encode(lines.join('')));
  } catch {
    return sha256(archive);
  }
}
