import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bands, example, framed, scalerOf } from './features.js';

const folder = mkdtempSync(path.join(tmpdir(), 'tenon digits '));
const recordings = path.join(folder, 'recordings');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rate = 8000;
/** A digit as a chord of its own, `index` a little different each time. */
const samples = (digit: number, index: number): Float32Array =>
  Float32Array.from({ length: 2400 + 97 * index }, (_, i) => {
    const tone = (frequency: number): number => Math.sin((2 * Math.PI * frequency * i) / rate + index);
    return 0.3 * tone(300 + 150 * digit) + 0.2 * tone(3500 - 200 * digit) + 0.01 * Math.sin(i * i * (1 + index));
  });

/** A WAV file of 16-bit samples. */
function wav(values: Float32Array): Uint8Array {
  const data = Int16Array.from(values, (value) => Math.round(32767 * value));
  const header = [0x46464952, 36, 0x45564157, 0x20746d66, 16, 0x10001, rate, 2 * rate, 0x100002, 0x61746164];
  return Buffer.concat([Buffer.from(Uint32Array.from([...header, data.byteLength]).buffer), Buffer.from(data.buffer)]);
}

beforeAll(() => {
  mkdirSync(recordings);
  for (let digit = 0; digit < 10; digit++)
    for (let index = 0; index < 16; index++)
      writeFileSync(path.join(recordings, `${digit}_robot_${index}.wav`), wav(samples(digit, index)));
});

function run(...args: string[]): { code: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], {
    cwd: path.join(import.meta.dirname, '..'),
    encoding: 'utf8',
  });
  return { code: status, text: stdout + stderr };
}

test('learns tones for digits from a folder, draws and saves', () => {
  const output = path.join(folder, 'out');
  const { code, text } = run('--source', recordings, '--epochs', '12', '--batch-size', '8', '--output', output);
  expect(text).toContain('60 recordings to train on, 50 to validate, 50 to test');
  expect(Number(/Test accuracy: ([\d.]+)/.exec(text)?.[1])).toBeGreaterThan(0.5);
  expect(code).toBe(0);
  const pictures = ['confusion', 'curves', 'spectrogram'].flatMap((name) => [`${name}.png`, `${name}.svg`]);
  expect(readdirSync(output).sort()).toEqual([...pictures, 'model'].sort());
  expect(readFileSync(path.join(output, 'spectrogram.svg'), 'utf8')).toContain('Mel band');
});

test('a wrong option and a missing archive are told in a sentence', () => {
  const { code, text } = run('--epochs', '0');
  expect(text).toMatch(/^--epochs must be a whole number of at least 1, got 0\.\nUsage: npm start -- \[--source …\]/);
  expect(code).toBe(2);
  expect(run('--source', path.join(folder, 'absent.tar.gz')).text).toContain(
    'spokenDigits: the file must be readable, got no such file at',
  );
});

test('the scaler sees training recordings alone', () => {
  const all = [0, 1, 2, 3].map((index) => {
    const data = samples(index, index);
    return example({ digit: index, speaker: 'robot', index, sound: { data, shape: [data.length], sampleRate: rate } });
  });
  const louder = all.map((one, i) => (i < 2 ? one : { ...one, mel: one.mel.map((value) => value + 50) }));
  expect(scalerOf(louder.slice(0, 2)).config).toEqual(scalerOf(all.slice(0, 2)).config);
});

test('a recording lies where it is put, and one that is too long loses both ends', () => {
  const scaler = scalerOf([{ digit: 1, mel: Float32Array.of(-1, 1) }]);
  const one = { digit: 7, mel: Float32Array.from({ length: 4 * bands }, (_, i) => i) };
  const { x, y } = framed(one, scaler, 1);
  expect([...y.data, ...x.shape]).toEqual([7, 64, 40, 1]);
  expect([x.data[0], x.data[60 * bands - 1], x.data[60 * bands + 1], x.data.at(-1)]).toEqual([0, 0, 1, 159]);
  const long = { digit: 7, mel: Float32Array.from({ length: 66 * bands }, (_, i) => i) };
  expect(framed(long, scaler).x.data[0]).toBe(bands);
});
