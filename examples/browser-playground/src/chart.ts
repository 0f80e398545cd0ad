import type { Point } from './trainer.js';

const namespace = 'http://www.w3.org/2000/svg';
const [width, height] = [360, 190];
const margin = { left: 44, right: 14, top: 12, bottom: 28 };
const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };

function element(name: string, attributes: Record<string, string | number>, parent: Element): SVGElement {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return parent.appendChild(made) as SVGElement;
}

/** Round numbers from 0 to at least `largest`, about four of them. */
function ticks(largest: number): number[] {
  const rough = largest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough * 0.999)!;
  return Array.from({ length: Math.ceil((largest * 0.999) / step) + 1 }, (_, i) => i * step);
}

export interface Chart {
  /** Draws these points, and says in words what the last are. */
  draw(trained: readonly Point[], validated: readonly Point[], epochs: number): void;
}

/**
 * Two curves against the epoch: training as a line, validation dashed with a dot an epoch. Colours are the page's, by class.
 *
 * @param top - Where the axis ends: 1 for fractions, by the values where absent.
 */
export function chart(svg: SVGSVGElement, which: 'loss' | 'accuracy', top?: number): Chart {
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  return {
    draw(trained, validated, epochs) {
      const values = [...trained, ...validated].map((point) => point[which]).filter(Number.isFinite);
      const marks = ticks(top ?? Math.max(0.1, ...values));
      const [lastTick, lastEpoch] = [marks.at(-1)!, Math.max(1, epochs, ...trained.map(({ at }) => at))];
      const x = (at: number): number => margin.left + (at / lastEpoch) * inner.width;
      const y = (value: number): number => margin.top + (1 - value / lastTick) * inner.height;
      svg.replaceChildren();

      const decimals = Math.max(0, -Math.floor(Math.log10(marks[1]!)));
      for (const mark of marks) {
        element('line', { class: 'grid', x1: margin.left, x2: width - margin.right, y1: y(mark), y2: y(mark) }, svg);
        const text = element('text', { x: margin.left - 8, y: y(mark) + 4, 'text-anchor': 'end' }, svg);
        text.textContent = mark.toFixed(decimals);
      }
      const step = Math.max(1, Math.ceil(lastEpoch / 8));
      for (let epoch = 0; epoch <= lastEpoch; epoch += step) {
        const text = element('text', { x: x(epoch), y: height - 8, 'text-anchor': 'middle' }, svg);
        text.textContent = String(epoch);
      }
      const line = (points: readonly Point[], name: string): void => {
        const path = points
          .filter((p) => Number.isFinite(p[which]))
          .map((p) => `${x(p.at).toFixed(1)} ${y(p[which]).toFixed(1)}`);
        if (path.length > 0) element('path', { class: name, d: `M${path.join('L')}` }, svg);
      };
      line(trained, 'train');
      line(validated, 'validation');
      for (const point of validated)
        element('circle', { class: 'validation', cx: x(point.at), cy: y(point[which]), r: 3.5 }, svg);

      const last = (points: readonly Point[], of: string): string =>
        points.length > 0 ? `${of} ${points.at(-1)![which].toFixed(3)}` : '';
      const now = [last(trained, 'training'), last(validated, 'validation')].filter(Boolean).join(', ');
      svg.setAttribute('aria-label', `${which === 'loss' ? 'Loss' : 'Accuracy'} by epoch: ${now || 'nothing yet'}`);
      svg.dataset.points = String(trained.length);
    },
  };
}
