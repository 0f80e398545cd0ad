import { GraphicComponent, TitleComponent } from 'echarts/components';
import { bitmap } from './bitmap.js';
import { draw } from './draw.js';
import type { Picture } from './picture.js';
import { fontFamily, ink, palette, pictureTitle, text } from './theme.js';

export interface SampleGridOptions {
  readonly title?: string;
  /** What each sample is. Default: unknown. */
  readonly labels?: ArrayLike<number>;
  /** What each was taken for: shown below it, in red with the truth where it is wrong. */
  readonly predictions?: ArrayLike<number>;
  /** The classes' names. Default: their numbers. */
  readonly classNames?: readonly string[];
  /** Samples in a row. Default: about as many as there are rows. */
  readonly columns?: number;
  /** What is black and what is white, or full colour. Default `[0, 255]` for bytes, else `[0, 1]`. */
  readonly range?: readonly [number, number];
  /** A sample's width, in pixels of the SVG. Default 84. */
  readonly size?: number;
}

/**
 * Draws pictures of a data set in rows and columns, with what they are and what they were taken for.
 *
 * @param images - Row-major, `[samples, height, width]` or `[samples, height, width, channels]` of 1 or 3 channels.
 * @returns The picture, to be saved as SVG or PNG.
 * @throws {RangeError} If the shape is another, or labels or predictions are not as many as the samples.
 * @example
 * const images = { data: Uint8Array.of(0, 255, 255, 0, 255, 0, 0, 255), shape: [2, 2, 2] };
 * const picture = sampleGrid(images, { labels: [7, 3], predictions: [7, 8] });
 * picture.svg.includes('>8, not 3<'); // true
 */
export function sampleGrid(
  images: { readonly data: ArrayLike<number>; readonly shape: readonly number[] },
  options: SampleGridOptions = {},
): Picture {
  const [samples = 0, height = 0, width = 0, channels = 1] = images.shape;
  const pixels = samples * height * width * channels;
  if (![3, 4].includes(images.shape.length) || ![1, 3].includes(channels) || pixels !== images.data.length || !pixels) {
    throw new RangeError(
      `sampleGrid: images must have shape [samples, height, width] or [samples, height, width, 1 or 3], got [${images.shape.join(', ')}] of ${images.data.length} values.`,
    );
  }
  const { title, labels, predictions, classNames, columns = Math.ceil(Math.sqrt(samples)), size = 84 } = options;
  const { range: [low, high] = images.data instanceof Uint8Array ? [0, 255] : [0, 1] } = options;
  for (const [name, values] of Object.entries({ labels, predictions })) {
    if (values && values.length !== samples)
      throw new RangeError(`sampleGrid: ${name} must be one for each of ${samples} samples, got ${values.length}.`);
  }
  const named = (label: number): string => classNames?.[label] ?? String(label);
  const tall = (size * height) / width;
  const gap = 12;
  const below = labels || predictions ? 22 : 0;
  const top = title === undefined ? gap : 52;
  const rows = Math.ceil(samples / columns);
  const one = (i: number): object[] => {
    const left = gap + (i % columns) * (size + gap);
    const at = top + Math.floor(i / columns) * (tall + below + gap);
    const data = new Uint8Array(3 * height * width);
    for (let p = 0; p < 3 * height * width; p++) {
      const from = channels === 3 ? p : Math.floor(p / 3);
      const value = images.data[i * height * width * channels + from]!;
      data[p] = Math.round(255 * Math.min(1, Math.max(0, (value - low) / (high - low))));
    }
    const [truth, guess] = [labels?.[i], predictions?.[i]];
    const wrong = truth !== undefined && guess !== undefined && truth !== guess;
    const words = wrong ? `${named(guess)}, not ${named(truth)}` : named((guess ?? truth)!);
    return [
      {
        type: 'image',
        silent: true,
        left,
        top: at,
        style: { image: bitmap(data, width, height), width: size, height: tall },
      },
      ...(below
        ? [
            {
              type: 'text',
              silent: true,
              x: left + size / 2,
              y: at + tall + 5,
              style: {
                text: words,
                align: 'center',
                font: `${wrong ? 600 : 400} 12px ${fontFamily}`,
                fill: wrong ? palette[1] : ink,
                width: size + gap - 2,
                overflow: 'truncate',
              },
            },
          ]
        : []),
    ];
  };
  return draw(
    {
      backgroundColor: '#ffffff',
      textStyle: text,
      title: pictureTitle(title),
      graphic: Array.from({ length: samples }, (_, i) => one(i)).flat(),
    },
    gap + columns * (size + gap),
    Math.ceil(top + rows * (tall + below + gap)),
    title ?? `${samples} samples`,
    [GraphicComponent, TitleComponent],
  );
}
