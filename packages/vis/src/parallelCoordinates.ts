import { ParallelChart } from 'echarts/charts';
import { ParallelComponent, TitleComponent } from 'echarts/components';
import { draw } from './draw.js';
import type { Picture } from './picture.js';
import { label, lines, palette, pictureTitle, text } from './theme.js';

/** A trial of a search, such as those of `@tenonjs/tuner`. */
export interface TrialLine {
  readonly params: Readonly<Record<string, unknown>>;
  /** The less the better; where it is null, the last report is taken. */
  readonly value: number | null;
  readonly reports?: readonly number[];
}

export interface ParallelCoordinatesOptions {
  readonly title?: string;
  /** What the value is called. Default `'value'`. */
  readonly valueName?: string;
}

/**
 * Draws what a search has tried: an axis for each hyperparameter and one for the value, a line for each trial; the best
 * tenth stands out.
 *
 * @param trials - Those without a value are left out. A line has a gap where a trial has no such hyperparameter.
 * @returns The picture, to be saved as SVG or PNG.
 * @throws {RangeError} If no trial has a value.
 * @example
 * const picture = parallelCoordinates([{ params: { rate: 0.1, kind: 'a' }, value: 1 }, { params: { rate: 0.2, kind: 'b' }, value: 2 }]);
 * picture.svg.includes('>rate<'); // true
 */
export function parallelCoordinates(trials: readonly TrialLine[], options: ParallelCoordinatesOptions = {}): Picture {
  const { title, valueName = 'value' } = options;
  const known = trials
    .flatMap(({ params, value, reports = [] }) => {
      const worth = value ?? reports.at(-1);
      return worth === undefined || !Number.isFinite(worth) ? [] : [{ params, worth }];
    })
    // The best last, above the others.
    .sort((a, b) => b.worth - a.worth);
  if (known.length === 0)
    throw new RangeError(`parallelCoordinates: a trial must have a value, got ${trials.length} without.`);
  const names = [...new Set(trials.flatMap(({ params }) => Object.keys(params)))];
  const columns = [...names.map((name) => known.map(({ params }) => params[name])), known.map(({ worth }) => worth)];
  const best = known.length - Math.max(1, Math.round(known.length / 10));
  const width = Math.max(480, columns.length * 130 + 60);
  const height = 420;
  return draw(
    {
      textStyle: text,
      title: pictureTitle(title),
      parallel: {
        left: 60,
        right: 80,
        top: title === undefined ? 50 : 90,
        bottom: 40,
        parallelAxisDefault: {
          nameLocation: 'end',
          nameTextStyle: text,
          axisLabel: label,
          axisLine: { lineStyle: { color: lines, width: 2 } },
          axisTick: { show: false },
        },
      },
      parallelAxis: columns.map((values, dim) => ({ dim, name: names[dim] ?? valueName, ...axisOf(values) })),
      series: {
        type: 'parallel',
        smooth: 0.15,
        silent: true,
        data: known.map((_, row) => ({
          value: columns.map((values) => {
            const value = values[row];
            return value === undefined ? '-' : typeof value === 'number' ? value : String(value);
          }),
          lineStyle:
            row < best
              ? { color: palette[0], width: 1.2, opacity: 0.3 }
              : { color: palette[1], width: 2.5, opacity: 0.95 },
        })),
      },
    },
    width,
    height,
    title ?? `${known.length} trials: ${names.join(', ')} and ${valueName}`,
    [ParallelChart, ParallelComponent, TitleComponent],
  );
}

/** Names stand in a row, numbers on a scale; on a logarithmic one where the largest is a hundred times the least. */
function axisOf(values: readonly unknown[]): object {
  const present = values.filter((value) => value !== undefined);
  if (!present.every((value) => typeof value === 'number'))
    return { type: 'category', data: [...new Set(present.map(String))] };
  const [low, high] = [Math.min(...present), Math.max(...present)];
  const axisLabel = { ...label, formatter: (value: number) => String(Number(value.toPrecision(3))) };
  if (low > 0 && high / low >= 100) return { type: 'log', axisLabel };
  return { type: 'value', scale: true, axisLabel, ...(present.every(Number.isInteger) && { minInterval: 1 }) };
}
