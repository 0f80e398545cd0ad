import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Picture, picture } from './picture.js';

/** Draws a chart without a page to put it in. */
export function draw(option: EChartsCoreOption, width: number, height: number): Picture {
  use([LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ ...option, animation: false });
    return picture(chart.renderToSVGString(), width, height);
  } finally {
    chart.dispose();
  }
}
