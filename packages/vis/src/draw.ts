import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Picture, picture } from './picture.js';

/** Draws a chart without a page to put it in; `description` is what those who cannot see it are told. */
export function draw(option: EChartsCoreOption, width: number, height: number, description: string): Picture {
  use([LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ ...option, animation: false });
    const title = `<title>${description.replace(/[<&]/g, (letter) => (letter === '<' ? '&lt;' : '&amp;'))}</title>`;
    const svg = chart.renderToSVGString().replace(/^<svg[^>]*>/, (opening) => `${opening}\n${title}`);
    return picture(svg, width, height);
  } finally {
    chart.dispose();
  }
}
