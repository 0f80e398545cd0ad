import { LineChart } from 'echarts/charts';
import { GraphicComponent, GridComponent, TitleComponent } from 'echarts/components';
import { bitmap } from './bitmap.js';
import { draw } from './draw.js';
import type { Picture } from './picture.js';
import { shade } from './pixels.js';
import { axisName, faint, label, pictureTitle, short, text } from './theme.js';

export interface SpectrogramPictureOptions {
  readonly title?: string;
  /** How long the sound is, in seconds: the time axis is in seconds then. Default: frames. */
  readonly seconds?: number;
  /** The highest frequency, in hertz: the frequency axis is in hertz then. Default: the bins' numbers. */
  readonly maxFrequency?: number;
  /** The frequency axis's name. Default `'Frequency (Hz)'`, `'Bin'` without `maxFrequency`. */
  readonly frequencyName?: string;
  /** In pixels of the SVG. Default 720 × 320. */
  readonly width?: number;
  readonly height?: number;
}

/**
 * Draws a spectrogram: time across, frequency up, darker where there is more.
 *
 * @param spectrum - Values, row-major, `[frames, bins]`, in any scale; logarithms show most.
 * @returns The picture, to be saved as SVG or PNG.
 * @throws {RangeError} If the shape is not that of the data.
 * @example
 * const picture = spectrogramPicture({ data: Float32Array.of(0, 1, 2, 3, 4, 5), shape: [3, 2] }, { seconds: 0.5 });
 * picture.svg.includes('Time (s)'); // true
 */
export function spectrogramPicture(
  spectrum: { readonly data: ArrayLike<number>; readonly shape: readonly number[] },
  options: SpectrogramPictureOptions = {},
): Picture {
  const { title, seconds, maxFrequency, width = 720, height = 320 } = options;
  const { frequencyName = maxFrequency === undefined ? 'Bin' : 'Frequency (Hz)' } = options;
  const [frames = 0, bins = 0] = spectrum.shape;
  if (spectrum.shape.length !== 2 || frames * bins !== spectrum.data.length || frames * bins === 0) {
    throw new RangeError(
      `spectrogramPicture: spectrum must have shape [frames, bins] of its ${spectrum.data.length} values, got [${spectrum.shape.join(', ')}].`,
    );
  }
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < spectrum.data.length; i++) {
    const value = spectrum.data[i]!;
    if (!Number.isFinite(value)) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const pixels = new Uint8Array(3 * frames * bins);
  for (let frame = 0; frame < frames; frame++)
    for (let bin = 0; bin < bins; bin++)
      pixels.set(
        shade((spectrum.data[frame * bins + bin]! - least) / (most - least || 1)),
        3 * ((bins - 1 - bin) * frames + frame),
      );
  const top = title === undefined ? 20 : 56;
  const grid = { left: 76, top, width: width - 76 - 24, height: height - top - 56 };
  const axis = (name: string, nameGap: number, max: number): object => ({
    type: 'value',
    name,
    nameGap,
    ...axisName,
    min: 0,
    max,
    axisLabel: { ...label, formatter: short, hideOverlap: true, showMaxLabel: false },
    axisTick: { show: true, lineStyle: { color: faint } },
    axisLine: { show: true, lineStyle: { color: faint } },
    splitLine: { show: false },
  });
  return draw(
    {
      backgroundColor: '#ffffff',
      textStyle: text,
      title: pictureTitle(title),
      grid: { ...grid, containLabel: false },
      xAxis: axis(seconds === undefined ? 'Frame' : 'Time (s)', 30, seconds ?? frames),
      yAxis: axis(frequencyName, 54, maxFrequency ?? bins),
      graphic: {
        type: 'image',
        silent: true,
        left: grid.left,
        top: grid.top,
        style: { image: bitmap(pixels, frames, bins), width: grid.width, height: grid.height },
      },
      series: [{ type: 'line', silent: true, data: [] }],
    },
    width,
    height,
    title ?? 'Spectrogram',
    [LineChart, GraphicComponent, GridComponent, TitleComponent],
  );
}
