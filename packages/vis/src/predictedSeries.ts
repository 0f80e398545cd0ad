import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TitleComponent } from 'echarts/components';
import { draw } from './draw.js';
import type { Picture } from './picture.js';
import { axisName, faint, ink, label, legend, lines, palette, pictureTitle, short, text } from './theme.js';

export interface PredictedSeriesOptions {
  readonly title?: string;
  /** Name and unit of the values, on their axis. Default `'Value'`. */
  readonly valueName?: string;
  /** Where the test data begins: a line there says so. */
  readonly testFrom?: Date | number;
  /** In pixels of the SVG. Default 960 × 400. */
  readonly width?: number;
  readonly height?: number;
}

type Values = ArrayLike<number>;

/**
 * Draws predicted against true values over time.
 *
 * @param time - Dates, for an axis with dates, or the numbers of the steps.
 * @param truth - The true values, one a step; what is no number leaves a gap.
 * @param predicted - By the model's name: its values, one a step, NaN where it has none; or several such lists, forecasts
 *   that begin anew, whose lines are not joined.
 * @returns The picture, to be saved as SVG or PNG.
 * @throws {RangeError} If there is no step, or a series has more or fewer values than there are steps.
 * @example
 * const time = [1, 2, 3, 4].map((quarter) => new Date(Date.UTC(2009, 3 * quarter - 3)));
 * const picture = predictedSeries(time, [1, 2, 3, 4], { RNN: [NaN, 2.1, 2.9, 4.2] }, { valueName: 'GDP' });
 * picture.svg.includes('2009'); // true
 */
export function predictedSeries(
  time: readonly Date[] | readonly number[],
  truth: ArrayLike<number>,
  predicted: Readonly<Record<string, Values | readonly Values[]>>,
  options: PredictedSeriesOptions = {},
): Picture {
  const { title, valueName = 'Value', testFrom, width = 960, height = 400 } = options;
  if (time.length === 0) throw new RangeError('predictedSeries: time must hold at least one step, got none.');
  const separate = (values: Values | readonly Values[]): readonly Values[] =>
    typeof values[0] === 'object' ? (values as readonly Values[]) : [values as Values];
  const named = Object.entries({ True: truth, ...predicted }).map(
    ([name, values]) => [name, separate(values)] as const,
  );
  for (const [name, parts] of named) {
    for (const values of parts) {
      if (values.length !== time.length) {
        throw new RangeError(
          `predictedSeries: ${name} must have a value for each of ${time.length} steps, got ${values.length}.`,
        );
      }
    }
  }
  const dated = time[0] instanceof Date;
  const at = (step: Date | number): number => Number(step);
  const top = title === undefined ? 0 : 40;
  return draw(
    {
      backgroundColor: '#ffffff',
      textStyle: text,
      useUTC: true,
      title: pictureTitle(title),
      legend: { ...legend, data: named.map(([name]) => name), right: 24, top: top + 10 },
      grid: { left: 88, right: 24, top: top + 44, bottom: 56, containLabel: false },
      xAxis: {
        type: dated ? 'time' : 'value',
        name: dated ? 'Date' : 'Step',
        nameGap: 30,
        ...axisName,
        min: at(time[0]!),
        max: at(time.at(-1)!),
        axisLabel: { ...label, hideOverlap: true, ...(dated && { formatter: dateFormat }) },
        axisTick: { show: true, lineStyle: { color: faint } },
        axisLine: { show: true, onZero: false, lineStyle: { color: faint } },
        splitLine: { show: false },
      },
      yAxis: {
        type: 'value',
        name: valueName,
        nameGap: 66,
        ...axisName,
        scale: true,
        axisLabel: { ...label, formatter: short },
        axisTick: { show: false },
        axisLine: { show: false },
        splitLine: { lineStyle: { color: lines } },
      },
      series: named.map(([name, parts], i) => ({
        type: 'line',
        silent: true,
        name,
        z: i === 0 ? 2 : 3,
        // What is no number ends a line, and so does the end of each list.
        data: parts.flatMap((values) => [
          ...Array.from(values, (value, step) => [at(time[step]!), Number.isFinite(value) ? value : null]),
          [at(time.at(-1)!), null],
        ]),
        symbol: markers[i % markers.length],
        symbolSize: 5,
        showSymbol: time.length <= 60,
        lineStyle: { width: 2, type: i === 0 ? 'solid' : dashes[(i - 1) % dashes.length]! },
        itemStyle: { color: i === 0 ? ink : palette[(i - 1) % palette.length]! },
        ...(i === 0 && testFrom !== undefined && { markLine: testLine(at(testFrom)) }),
      })),
    },
    width,
    height,
    title ?? `Predicted and true ${valueName}: ${Object.keys(predicted).join(', ')}`,
    [LineChart, GridComponent, LegendComponent, MarkLineComponent, TitleComponent],
  );
}

const markers = ['circle', 'diamond', 'triangle', 'rect'] as const;
const dashes = ['dashed', 'dotted', [8, 3, 2, 3]] as const;

const dateFormat = { year: '{yyyy}', month: '{MMM} {yyyy}', day: '{d} {MMM}', hour: '{HH}:{mm}', minute: '{HH}:{mm}' };

const testLine = (at: number): object => ({
  silent: true,
  symbol: 'none',
  data: [{ xAxis: at }],
  lineStyle: { color: faint, type: 'dashed', width: 1 },
  label: { formatter: 'test', ...label, position: 'insideEndTop' },
});
