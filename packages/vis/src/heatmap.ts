import { HeatmapChart } from 'echarts/charts';
import { GridComponent, TitleComponent, VisualMapComponent } from 'echarts/components';
import { draw } from './draw.js';
import type { Picture } from './picture.js';
import { axisName, faint, ink, label, panelTitle, pictureTitle, shades, short, text } from './theme.js';

export interface Heatmap {
  readonly title?: string;
  /** Row by row, from the top. */
  readonly values: readonly ArrayLike<number>[];
  /** What stands in the cells. Default: nothing. */
  readonly texts?: readonly (readonly string[])[];
}

interface Look {
  readonly title: string | undefined;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly rowName: string;
  readonly columnName: string;
  /** The value that is darkest. */
  readonly max: number;
  /** A cell's side, in pixels. */
  readonly side: number;
  readonly description: string;
}

/** Tables of values as colours, several of the same rows and columns side by side. */
export function heatmap(maps: readonly Heatmap[], look: Look): Picture {
  const { rows, columns, side, title } = look;
  const longest = (names: readonly string[]): number => Math.max(0, ...names.map((name) => name.length)) * 6.6;
  const upright = longest(columns) > side - 4;
  const left = Math.ceil(longest(rows)) + 56;
  const below = (upright ? Math.ceil(longest(columns)) : 14) + 46;
  const above = maps.some(({ title }) => title) ? 40 : 16;
  const [mapWidth, mapHeight] = [left + columns.length * side + 24, above + rows.length * side + below];
  const across = Math.min(maps.length, Math.max(1, Math.ceil(Math.sqrt(maps.length))));
  const top = title === undefined ? 0 : 44;
  const corner = (i: number) => ({ x: (i % across) * mapWidth, y: top + Math.floor(i / across) * mapHeight });
  const width = across * mapWidth + 76;
  const height = top + Math.ceil(maps.length / across) * mapHeight;
  const axis = (names: readonly string[], name: string, gridIndex: number): object => ({
    type: 'category',
    data: names,
    gridIndex,
    name,
    ...axisName,
    axisLabel: { ...label, interval: 0, fontSize: Math.min(12, side - 1) },
    axisTick: { show: false },
    axisLine: { show: true, lineStyle: { color: faint } },
  });
  return draw(
    {
      backgroundColor: '#ffffff',
      textStyle: text,
      title: [
        ...pictureTitle(title),
        ...maps.flatMap(({ title }, i) => (title ? [panelTitle(title, corner(i).x + left, corner(i).y + 14)] : [])),
      ],
      grid: maps.map((_, i) => ({
        left: corner(i).x + left,
        top: corner(i).y + above,
        width: columns.length * side,
        height: rows.length * side,
        containLabel: false,
      })),
      xAxis: maps.map((_, i) => {
        const plain = axis(columns, look.columnName, i) as { axisLabel: object };
        return { ...plain, axisLabel: { ...plain.axisLabel, rotate: upright ? 90 : 0 }, nameGap: below - 22 };
      }),
      yAxis: maps.map((_, i) => ({ ...axis(rows, look.rowName, i), inverse: true, nameGap: left - 22 })),
      visualMap: {
        type: 'continuous',
        min: 0,
        max: look.max,
        calculable: false,
        right: 12,
        top: top + above,
        itemHeight: Math.max(60, Math.min(140, rows.length * side - 36)),
        itemWidth: 14,
        text: [`${short(look.max)}`, '0'],
        textStyle: label,
        inRange: { color: shades },
      },
      series: maps.map(({ values, texts }, i) => ({
        type: 'heatmap',
        silent: true,
        xAxisIndex: i,
        yAxisIndex: i,
        data: values.flatMap((row, y) => Array.from(row, (value, x) => cell(value, x, y, texts?.[y]?.[x], look.max))),
        itemStyle: { borderColor: '#ffffff', borderWidth: side > 12 ? 1 : 0 },
      })),
    },
    width,
    height,
    look.description,
    [HeatmapChart, GridComponent, TitleComponent, VisualMapComponent],
  );
}

function cell(value: number, x: number, y: number, written: string | undefined, max: number): object {
  return {
    value: [x, y, value],
    label: {
      show: written !== undefined,
      formatter: written ?? '',
      fontFamily: text.fontFamily,
      fontSize: 12,
      color: value > 0.55 * max ? '#ffffff' : ink,
    },
  };
}
