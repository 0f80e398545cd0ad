import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { draw } from './draw.js';
import { type Panel, panels, type TrainingHistory } from './panels.js';
import type { Picture } from './picture.js';
import { axisName, faint, label, legend, lines, palette, panelTitle, pictureTitle, short, text } from './theme.js';

export interface LearningCurvesOptions {
  /** Above all panels. Default: none. */
  readonly title?: string;
  /** The ends of a metric's axis: `{ accuracy: [0.9, 1] }`. Default: 0 to 1 for fractions, what holds the values else. */
  readonly ranges?: Readonly<Record<string, readonly [number, number]>>;
  /** As in `fit`, where validation ran in some epochs only. Default: told from the counts. */
  readonly validationFreq?: number;
  /** A panel's size, in pixels of the SVG. Default 480 × 360. */
  readonly panelWidth?: number;
  readonly panelHeight?: number;
}

// Dashes tell them in grey.
const training = { name: 'Training', color: palette[0], type: 'solid', symbol: 'circle' } as const;
const validation = { name: 'Validation', color: palette[1], type: 'dashed', symbol: 'diamond' } as const;

/** Room for the value axis, its labels and name. */
const left = 72;

/**
 * Draws how training went: a panel for each metric against the epoch, training and validation in one, the loss last.
 *
 * @param history - What `fit` returned, or its `history`.
 * @returns The picture, to be saved as SVG or PNG.
 * @throws {RangeError} If history holds no epoch, or a metric's count of values is not that of the epochs.
 * @example
 * const curves = learningCurves({ accuracy: [0.91, 0.95], val_accuracy: [0.94, 0.96], loss: [0.3, 0.2], val_loss: [0.2, 0.1] });
 * await curves.save('curves.png');
 * [curves.width, curves.height]; // [960, 360]
 * @see Okabe & Ito 2008, "Color universal design", https://jfly.uni-koeln.de/color/
 */
export function learningCurves(history: TrainingHistory, options: LearningCurvesOptions = {}): Picture {
  const { title, ranges = {}, validationFreq, panelWidth = 480, panelHeight = 360 } = options;
  const all = panels(history, validationFreq);
  const columns = Math.min(all.length, all.length === 3 ? 3 : 2);
  const rows = Math.ceil(all.length / columns);
  const top = title === undefined ? 0 : 44;
  const corner = (i: number): { left: number; top: number } => ({
    left: (i % columns) * panelWidth,
    top: top + Math.floor(i / columns) * panelHeight,
  });
  return draw(
    {
      backgroundColor: '#ffffff',
      textStyle: text,
      title: [
        ...pictureTitle(title),
        ...all.map((panel, i) => panelTitle(panel.title, corner(i).left + left, corner(i).top + 18)),
      ],
      legend: all.map((panel, i) => ({
        data: panel.curves.map((curve) => seriesName(panel, curve.validation)),
        formatter: (name: string) => name.split('\0')[1],
        right: (columns - 1 - (i % columns)) * panelWidth + 24,
        top: corner(i).top + 14,
        ...legend,
      })),
      grid: all.map((_, i) => ({
        left: corner(i).left + left,
        top: corner(i).top + 52,
        width: panelWidth - left - 24,
        height: panelHeight - 52 - 56,
        containLabel: false,
      })),
      xAxis: all.map((panel, i) => epochAxis(panel, i)),
      yAxis: all.map((panel, i) => valueAxis(panel, i, ranges[panel.key])),
      series: all.flatMap((panel, i) =>
        panel.curves.map((curve) => {
          const { color, type, symbol } = curve.validation ? validation : training;
          return {
            type: 'line',
            silent: true,
            name: seriesName(panel, curve.validation),
            xAxisIndex: i,
            yAxisIndex: i,
            // What is no number leaves a gap.
            data: curve.points.map(([epoch, value]) => [epoch, Number.isFinite(value) ? value : null]),
            symbol,
            symbolSize: symbol === 'diamond' ? 8 : 6,
            showSymbol: curve.points.length <= 30,
            lineStyle: { width: 2, type },
            itemStyle: { color },
          };
        }),
      ),
    },
    columns * panelWidth,
    top + rows * panelHeight,
    title ?? `Learning curves: ${all.map((panel) => panel.title).join(', ')}`,
    [LineChart, GridComponent, LegendComponent, TitleComponent],
  );
}

/** Names must be unique in the picture; the legend shows what follows the key. */
const seriesName = (panel: Panel, isValidation: boolean): string =>
  `${panel.key}\0${(isValidation ? validation : training).name}`;

function epochAxis(panel: Panel, gridIndex: number): object {
  const epochs = panel.curves.flatMap((curve) => curve.points.map(([epoch]) => epoch));
  const [first, last] = [Math.min(...epochs), Math.max(...epochs)];
  const ticks = epochTicks(first, last);
  return {
    type: 'value',
    gridIndex,
    name: 'Epoch',
    nameGap: 30,
    ...axisName,
    min: first === last ? first - 1 : first,
    max: first === last ? last + 1 : last,
    axisLabel: { ...label, customValues: ticks, formatter: String },
    axisTick: { show: true, customValues: ticks, lineStyle: { color: faint } },
    axisLine: { show: true, onZero: false, lineStyle: { color: faint } },
    splitLine: { show: false },
  };
}

/** Whole epochs, at most eleven: the first, and round numbers after it. */
export function epochTicks(first: number, last: number): number[] {
  const span = last - first + 1;
  const step =
    [1, 2, 5]
      .flatMap((n) => [0, 1, 2, 3, 4, 5].map((power) => n * 10 ** power))
      .sort((a, b) => a - b)
      .find((s) => span / s <= 10) ?? span;
  const ticks = Array.from({ length: span }, (_, i) => first + i).filter((epoch) => epoch % step === 0);
  return ticks[0] !== undefined && ticks[0] - first < step / 2 ? ticks : [first, ...ticks];
}

function valueAxis(panel: Panel, gridIndex: number, range?: readonly [number, number]): object {
  const values = panel.curves.flatMap((curve) => curve.points.map(([, value]) => value)).filter(Number.isFinite);
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const isFraction =
    least >= 0 && greatest <= 1 && !/loss|error|entropy|divergence|rate|^(lr|mse|mae|rmse)$/i.test(panel.key);
  const ends = range ? { min: range[0], max: range[1] } : isFraction ? { min: 0, max: 1 } : {};
  return {
    type: 'value',
    gridIndex,
    name: panel.title,
    nameGap: 50,
    ...axisName,
    ...ends,
    // Zero belongs in sight unless the curves would be flat then.
    scale: !(least >= 0 && least < 0.6 * greatest),
    axisLabel: { ...label, formatter: short },
    axisTick: { show: false },
    axisLine: { show: false },
    splitLine: { lineStyle: { color: lines } },
  };
}
