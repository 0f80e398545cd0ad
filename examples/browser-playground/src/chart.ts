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

/** A line that grows: what is drawn of the same array on the same scale is not worked out again. */
function line(name: string, svg: SVGSVGElement) {
  const path = element('path', { class: name }, svg);
  let [of, drawn, d] = [undefined as readonly Point[] | undefined, 0, ''];
  return (points: readonly Point[], place: (point: Point) => readonly [number, number], rescaled: boolean): void => {
    if (points !== of || rescaled) [of, drawn, d] = [points, 0, ''];
    for (const [x, y] of points.slice(drawn).map(place))
      if (Number.isFinite(y)) d += `${d ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    drawn = points.length;
    path.setAttribute('d', d);
  };
}

/**
 * Two curves against the epoch: training as a line, validation dashed with a dot an epoch. Colours are the page's, by class.
 *
 * @param top - Where the axis ends: 1 for fractions, by the values where absent.
 */
export function chart(svg: SVGSVGElement, which: 'loss' | 'accuracy', top?: number): Chart {
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const axes = element('g', {}, svg);
  const [train, validation] = [line('train', svg), line('validation', svg)];
  const dots = element('g', {}, svg);
  let scale = '';
  return {
    draw(trained, validated, epochs) {
      const largest = [trained, validated]
        .flat()
        .reduce((most, { [which]: value }) => (Number.isFinite(value) ? Math.max(most, value) : most), 0.1);
      const marks = ticks(top ?? largest);
      const [lastTick, lastEpoch] = [marks.at(-1)!, Math.max(1, epochs, trained.at(-1)?.at ?? 0)];
      const x = (at: number): number => margin.left + (at / lastEpoch) * inner.width;
      const y = (value: number): number => margin.top + (1 - value / lastTick) * inner.height;

      const rescaled = scale !== `${lastTick} ${lastEpoch}`;
      if (rescaled) {
        scale = `${lastTick} ${lastEpoch}`;
        axes.replaceChildren();
        const decimals = Math.max(0, -Math.floor(Math.log10(marks[1]!)));
        for (const mark of marks) {
          element('line', { class: 'grid', x1: margin.left, x2: width - margin.right, y1: y(mark), y2: y(mark) }, axes);
          const text = element('text', { x: margin.left - 8, y: y(mark) + 4, 'text-anchor': 'end' }, axes);
          text.textContent = mark.toFixed(decimals);
        }
        const step = Math.max(1, Math.ceil(lastEpoch / 8));
        for (let epoch = 0; epoch <= lastEpoch; epoch += step) {
          const text = element('text', { x: x(epoch), y: height - 8, 'text-anchor': 'middle' }, axes);
          text.textContent = String(epoch);
        }
      }
      const place = (point: Point) => [x(point.at), y(point[which])] as const;
      train(trained, place, rescaled);
      validation(validated, place, rescaled);
      dots.replaceChildren();
      for (const [cx, cy] of validated.map(place))
        if (Number.isFinite(cy)) element('circle', { class: 'validation', cx, cy, r: 3.5 }, dots);

      const last = (points: readonly Point[], of: string): string =>
        points.length > 0 ? `${of} ${points.at(-1)![which].toFixed(3)}` : '';
      const now = [last(trained, 'training'), last(validated, 'validation')].filter(Boolean).join(', ');
      svg.setAttribute('aria-label', `${which === 'loss' ? 'Loss' : 'Accuracy'} by epoch: ${now || 'nothing yet'}`);
      svg.dataset.points = String(trained.length);
    },
  };
}
