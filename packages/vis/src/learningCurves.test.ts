import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { epochTicks, learningCurves } from './learningCurves.js';

const history = {
  loss: [0.3, 0.2, 0.1],
  accuracy: [0.9, 0.95, 0.97],
  val_loss: [0.25, 0.2, 0.2],
  val_accuracy: [0.93, 0.94, 0.95],
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tenon pictures '));
});
afterAll(() => rm(folder, { recursive: true }));

const texts = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text!);
/** The points of the curves of a colour, in the SVG's pixels. */
const curves = (svg: string, color: string): number[][][] =>
  [...svg.matchAll(new RegExp(`<path d="([^"]*)" fill="none"[^>]* stroke="${color}" stroke-width="2"`, 'g'))]
    .map(([, d]) => [...d!.matchAll(/[ML]?([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]))
    .filter((points) => points.length === 3);

test('the drawing says what it is to those who cannot see it', () => {
  expect(learningCurves({ accuracy: [0.9], loss: [1] }).svg).toContain(
    '<title>Learning curves: Accuracy, Loss</title>',
  );
  expect(learningCurves({ loss: [1] }, { title: 'Adam & co < SGD' }).svg).toContain(
    '<title>Adam &amp; co &lt; SGD</title>',
  );
});

test('accuracy and loss stand side by side, with axes, titles and legends', () => {
  const { svg, width, height } = learningCurves(history);
  expect([width, height]).toEqual([960, 360]);
  const all = texts(svg);
  const count = (text: string) => all.filter((t) => t === text).length;
  // As a panel's title and as its axis's name.
  expect(['Accuracy', 'Loss', 'Epoch', 'Training', 'Validation'].map(count)).toEqual([2, 2, 2, 2, 2]);
  for (const tick of ['0', '0.2', '0.8', '1', '2', '3', '0.05', '0.3']) expect(all).toContain(tick);
});

test('the curves lie where the values say', () => {
  const { svg } = learningCurves(history);
  const [accuracy, loss] = curves(svg, '#0072b2') as [number[][], number[][]];
  // The plot of a panel: 72 to 456 across, 52 (at 1) to 304 (at 0) down.
  expect(accuracy.map(([x]) => Math.round(x!))).toEqual([72, 264, 456]);
  for (const [i, value] of history.accuracy.entries()) expect(accuracy[i]![1]).toBeCloseTo(304 - 252 * value, 0);
  expect(loss.map(([x]) => Math.round(x!))).toEqual([552, 744, 936]);
  for (const [i, value] of history.loss.entries()) expect(loss[i]![1]).toBeCloseTo(304 - (252 * value) / 0.3, 0);
  expect(curves(svg, '#d55e00')).toHaveLength(2);
});

test('one epoch is a marker, and its number the only tick', () => {
  const { svg } = learningCurves({ accuracy: [0.9], val_accuracy: [0.8] });
  expect(texts(svg).filter((text) => /^\d+$/.test(text))).toEqual(['0', '1', '1']);
  expect(svg).toContain('fill="#0072b2"');
  expect(svg).toContain('fill="#d55e00"');
});

test('ticks are few, whole and round', () => {
  expect(epochTicks(1, 1)).toEqual([1]);
  expect(epochTicks(1, 10)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(epochTicks(1, 12)).toEqual([1, 2, 4, 6, 8, 10, 12]);
  expect(epochTicks(1, 100)).toEqual([1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
  expect(epochTicks(11, 15)).toEqual([11, 12, 13, 14, 15]);
  expect(epochTicks(1, 12345)).toEqual([1, 2000, 4000, 6000, 8000, 10000, 12000]);
});

test('ranges, sizes and a title can be chosen', () => {
  const picture = learningCurves(history, {
    title: 'Run <1>',
    ranges: { accuracy: [0.9, 1] },
    panelWidth: 300,
    panelHeight: 200,
  });
  expect([picture.width, picture.height]).toEqual([600, 244]);
  expect(texts(picture.svg)).toEqual(expect.arrayContaining(['Run &lt;1&gt;', '0.9', '0.92']));
});

test('losses far from zero and values that are no numbers are drawn all the same', () => {
  const far = texts(learningCurves({ loss: [2.31, 2.308, 2.306] }).svg);
  expect(far).toContain('2.306');
  expect(far).not.toContain('0');
  const { svg } = learningCurves({ loss: [1, Number.NaN, Number.POSITIVE_INFINITY, 0.5] });
  expect(svg).not.toMatch(/NaN|Infinity/);
  expect(learningCurves({ loss: [Number.NaN] }).svg).not.toContain('NaN');
});

test('the PNG is as large as asked for and shows letters', async () => {
  const png = Buffer.from(await learningCurves(history, { title: 'Run 1' }).png(1));
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([960, 404]);
  // Without a font there would be no difference.
  expect(png.equals(await learningCurves(history, { title: 'Run 7' }).png(1))).toBe(false);
  const { width, svg } = learningCurves(history);
  const double = Buffer.from(await learningCurves(history).png());
  expect(double.readUInt32BE(16)).toBe(2 * width);
  expect(svg.startsWith('<svg')).toBe(true);
  await expect(learningCurves(history).png(0)).rejects.toThrow(
    new RangeError('png: scale must be a positive number, got 0.'),
  );
});

test('save writes what the ending says, whole, and leaves nothing else', async () => {
  const picture = learningCurves(history);
  const at = path.join(folder, 'made', 'for it');
  await picture.save(path.join(at, 'curves.svg'));
  await picture.save(path.join(at, 'curves.PNG'));
  await picture.save(path.join(at, 'curves.svg'));
  expect((await readdir(at)).sort()).toEqual(['curves.PNG', 'curves.svg']);
  expect(await readFile(path.join(at, 'curves.svg'), 'utf8')).toBe(picture.svg);
  expect((await readFile(path.join(at, 'curves.PNG'))).equals(await picture.png())).toBe(true);
});

test('save refuses other endings, and names a file that cannot be written', async () => {
  const picture = learningCurves(history);
  await expect(picture.save('curves.jpg')).rejects.toThrow(
    new RangeError('save: the file must end in .svg or .png, got "curves.jpg".'),
  );
  const blocked = path.join(folder, 'blocked.svg');
  await mkdir(blocked);
  await expect(picture.save(blocked)).rejects.toThrow(/^save: .*blocked\.svg must be writable, got: E[A-Z]+: /);
  expect((await readdir(folder)).filter((name) => name.includes('tmp'))).toEqual([]);
});

test.skipIf(process.platform === 'win32')('a disk that takes no more leaves the old picture', async () => {
  const file = path.join(folder, 'old.png');
  await writeFile(file, 'old');
  const program = `
    import { learningCurves } from ${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)};
    await learningCurves({ loss: [2, 1] }).save(process.argv[1]).catch((error) => console.log(error.message));`;
  // The system refuses files over 4 blocks of 512 or 1024 bytes in this process, as a full disk would.
  const command = 'ulimit -f 4; exec "$0" --input-type=module -e "$1" "$2"';
  const { stdout } = await promisify(execFile)('sh', ['-c', command, process.execPath, program, file]);
  expect(stdout).toBe(`save: ${file} must be writable, got: EFBIG: file too large, write.\n`);
  expect(await readFile(file, 'utf8')).toBe('old');
});
