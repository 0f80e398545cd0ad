import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Picture, picture } from './picture.js';

/**
 * Draws a chart without a page to put it in.
 *
 * @param description - What those who cannot see it are told.
 * @param parts - The charts and components that the option names.
 */
export function draw(
  option: EChartsCoreOption,
  width: number,
  height: number,
  description: string,
  parts: Parameters<typeof use>[0],
): Picture {
  use(SVGRenderer);
  use(parts);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ ...option, animation: false });
    const title = `<title>${description.replace(/[<&]/g, (letter) => (letter === '<' ? '&lt;' : '&amp;'))}</title>`;
    const svg = chart
      .renderToSVGString()
      .replace(/^<svg[^>]*>/, (opening) => `${opening}\n${title}`)
      // Enlarged pixels stay sharp, and fill their place.
      .replaceAll('<image ', '<image image-rendering="optimizeSpeed" preserveAspectRatio="none" ');
    return picture(svg, width, height);
  } finally {
    chart.dispose();
  }
}
