import { Graph, layout } from '@dagrejs/dagre';
import { type Picture, picture } from './picture.js';
import { faint, fontFamily, ink } from './theme.js';

type Shape = readonly (number | null)[];

/** A layer, as far as it is drawn; one that has `rows` is a model within. */
export interface PlottedLayer extends Partial<Omit<PlottedModel, 'name'>> {
  readonly type: string;
  readonly name?: string;
}

/** A model of `@tenonjs/models`, as far as it is drawn. */
export interface PlottedModel {
  readonly name: string;
  /** The layers in order, and the shapes of what they give. */
  rows(): readonly { readonly layer: PlottedLayer; readonly shapes: readonly Shape[] }[];
  /** What is applied to what; one layer after the other where absent. */
  readonly nodes?: readonly {
    readonly layer: PlottedLayer;
    readonly inputs: readonly { readonly node: { readonly layer: PlottedLayer } }[];
  }[];
}

export interface PlotModelOptions {
  /** Above all. Default: none. */
  readonly title?: string;
  /** Shows the shapes of what layers give. Default true. */
  readonly showShapes?: boolean;
  /** Shows names beside types. Default true. */
  readonly showLayerNames?: boolean;
  /** Shows the layers of models within, in a frame. Default false. */
  readonly expandNested?: boolean;
  /** From top to bottom, the default, or from left to right. */
  readonly rankdir?: 'TB' | 'LR';
}

/** A box to be drawn. */
interface Box {
  readonly id: string;
  readonly lines: readonly string[];
  readonly color: string;
  /** The frame it stands in. */
  readonly frame: string | undefined;
}

interface Drawing {
  readonly boxes: Box[];
  /** Frames of models within: their names, by id. */
  readonly frames: Map<string, { readonly name: string; readonly frame: string | undefined }>;
  readonly edges: (readonly [from: string, to: string])[];
}

const lineHeight = 18;
const padding = 12;

// Pale tints of the palette: what layers do is told apart at a glance, what they are by their names.
const tints: readonly (readonly [RegExp, string])[] = [
  [/^input$/, '#f0f1f3'],
  [/conv/i, '#d6e9f5'],
  [/pool|upSampling|padding|cropping|flatten|reshape|permute|repeat/i, '#e6f4fb'],
  [/dense|embedding|encoding/i, '#d9f0e8'],
  [/lstm|gru|rnn|bidirectional|timeDistributed/i, '#fbe9d0'],
  [/attention|transformer/i, '#f6e3ee'],
  [/normalization|dropout|noise/i, '#fdf6d8'],
];
const tint = (type: string): string => tints.find(([kind]) => kind.test(type))?.[1] ?? '#ffffff';

/**
 * Draws a model as a graph: a box for each layer, an arrow for each tensor. A shared layer is one box with several arrows.
 *
 * @param model - A model of `@tenonjs/models`: `sequential`, `graph` or `custom`.
 * @returns The picture, to be saved as SVG or PNG.
 * @throws {TypeError} If model is none.
 * @example
 * const layers = ['conv2d', 'flatten', 'dense'].map((type) => ({ layer: { type, name: type }, shapes: [[null, 4]] }));
 * const picture = plotModel({ name: 'small', rows: () => layers });
 * picture.svg.includes('>flatten<'); // true
 * @see https://keras.io/api/utils/model_plotting_utils/, which shows neither shapes nor names by default; Gansner et al. 1993,
 * "A technique for drawing directed graphs", by dagre.
 */
export function plotModel(model: PlottedModel, options: PlotModelOptions = {}): Picture {
  const { title, rankdir = 'TB' } = options;
  if (typeof model?.rows !== 'function') {
    throw new TypeError(`plotModel: model must be a model such as sequential([…]), got ${typeof model}.`);
  }
  if (rankdir !== 'TB' && rankdir !== 'LR') {
    throw new RangeError(`plotModel: rankdir must be "TB" or "LR", got "${rankdir}".`);
  }
  const drawing: Drawing = { boxes: [], frames: new Map(), edges: [] };
  collect(model, options, drawing, '', undefined);

  const graph = new Graph({ compound: true, multigraph: true });
  graph.setGraph({ rankdir, nodesep: 28, ranksep: 34, marginx: 20, marginy: 20 });
  for (const [id, { name, frame }] of drawing.frames) {
    graph.setNode(id, { label: name });
    if (frame !== undefined) graph.setParent(id, frame);
  }
  for (const { id, lines, frame } of drawing.boxes) {
    const width = Math.max(...lines.map((line, i) => textWidth(line, i === 0 ? 13 : 12))) + 2 * padding;
    graph.setNode(id, { width: Math.ceil(width), height: lines.length * lineHeight + 12 });
    if (frame !== undefined) graph.setParent(id, frame);
  }
  drawing.edges.forEach(([from, to], i) => {
    graph.setEdge(from, to, {}, String(i));
  });
  layout(graph);

  const top = title === undefined ? 0 : 40;
  const { width = 0, height = 0 } = graph.graph();
  const wide = Math.ceil(Math.max(width, title === undefined ? 0 : textWidth(title, 18) + 40));
  const tall = Math.ceil(height) + top;
  const parts = [
    `<title>${escaped(title ?? `The model ${model.name}: ${drawing.boxes.length} layers`)}</title>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">',
    `<path d="M0 0.5 L8 4 L0 7.5 Z" fill="${faint}"/></marker></defs>`,
    `<rect width="${wide}" height="${tall}" fill="#ffffff"/>`,
    ...(title === undefined ? [] : [text(title, wide / 2, 26, 18, ink, 600)]),
    `<g transform="translate(${round((wide - width) / 2)} ${top})">`,
    ...[...drawing.frames.keys()].map((id) => frame(graph.node(id) as Placed)),
    ...graph.edges().map((edge) => arrow((graph.edge(edge) as { points: Point[] }).points)),
    ...[...drawing.frames].map(([id, { name }]) => frameName(graph.node(id) as Placed, name)),
    ...drawing.boxes.map((box) => drawn(box, graph.node(box.id) as Placed)),
    '</g>',
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${tall}" viewBox="0 0 ${wide} ${tall}" font-family="${fontFamily}">\n${parts.join('\n')}\n</svg>`;
  return picture(svg, wide, tall);
}

/** Adds a model's layers; gives the boxes that take its inputs and those that give its outputs. */
function collect(
  model: Pick<PlottedModel, 'rows' | 'nodes'>,
  options: PlotModelOptions,
  drawing: Drawing,
  path: string,
  frame: string | undefined,
): { into: string[]; outOf: string[] } {
  const { showShapes = true, showLayerNames = true, expandNested = false } = options;
  const rows = model.rows();
  const ends = rows.map(({ layer, shapes }, i) => {
    const id = `${path}/${i}`;
    const name = layer.name ?? layer.type;
    if (expandNested && layer.rows) {
      drawing.frames.set(id, {
        name: showLayerNames && name !== layer.type ? `${name} (${layer.type})` : layer.type,
        frame,
      });
      return collect(layer as PlottedModel, options, drawing, id, id);
    }
    const head = showLayerNames ? name : layer.type;
    // A name that says its type, such as dense_1, needs no second word for it.
    const type = showLayerNames && name.replace(/_\d+$/, '') !== layer.type ? [layer.type] : [];
    const shown = showShapes
      ? shapes.map((shape) => `[${shape.map((size) => size ?? 'batch').join(', ')}]`.replace(/, batch/g, ', null'))
      : [];
    drawing.boxes.push({ id, lines: [head, ...type, ...shown], color: tint(layer.type), frame });
    return { into: [id], outOf: [id] };
  });
  const at = (layer: PlottedLayer): { into: string[]; outOf: string[] } =>
    ends[rows.findIndex((row) => row.layer === layer)]!;
  const connections: [PlottedLayer, PlottedLayer][] =
    model.nodes?.flatMap(({ layer, inputs }) =>
      inputs.map(({ node }): [PlottedLayer, PlottedLayer] => [node.layer, layer]),
    ) ?? rows.slice(1).map(({ layer }, i) => [rows[i]!.layer, layer]);
  const taken = new Map<PlottedLayer, number>();
  for (const [from, to] of connections) {
    // The inputs of a model within are taken in their order.
    const { into } = at(to);
    const turn = taken.get(to) ?? 0;
    taken.set(to, turn + 1);
    for (const source of at(from).outOf) drawing.edges.push([source, into[turn % into.length]!]);
  }
  const first = model.nodes ? model.nodes.filter(({ inputs }) => inputs.length === 0).map(({ layer }) => layer) : [];
  const last = rows.filter(({ layer }) => !connections.some(([from]) => from === layer)).map(({ layer }) => layer);
  return {
    into: (first.length > 0 ? first : [rows[0]!.layer]).flatMap((layer) => at(layer).into),
    outOf: last.flatMap((layer) => at(layer).outOf),
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Placed extends Point {
  readonly width: number;
  readonly height: number;
}

const round = (value: number): number => Math.round(value * 10) / 10;

const escaped = (words: string): string =>
  words.replace(/[<&"]/g, (letter) => ({ '<': '&lt;', '&': '&amp;', '"': '&quot;' })[letter]!);

const text = (
  words: string,
  x: number,
  y: number,
  size: number,
  color: string,
  weight = 400,
  anchor = 'middle',
): string =>
  `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${color}" text-anchor="${anchor}"${weight === 400 ? '' : ` font-weight="${weight}"`}>${escaped(words)}</text>`;

function drawn({ lines, color }: Box, { x, y, width, height }: Placed): string {
  const [left, top] = [x - width / 2, y - height / 2];
  return [
    `<rect x="${round(left)}" y="${round(top)}" width="${width}" height="${height}" rx="6" fill="${color}" stroke="#8b949e"/>`,
    ...lines.map((line, i) =>
      text(line, x, top + 6 + (i + 0.72) * lineHeight, i === 0 ? 13 : 12, i === 0 ? ink : faint, i === 0 ? 600 : 400),
    ),
  ].join('');
}

const frameColor = '#f6f8fa';

const frame = ({ x, y, width, height }: Placed): string =>
  `<rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="8" fill="${frameColor}" stroke="#8b949e" stroke-dasharray="5 4"/>`;

/** Over the arrows, which it may meet. */
function frameName({ x, y, width, height }: Placed, name: string): string {
  const [left, top] = [x - width / 2 + 8, y - height / 2 + 4];
  return `<rect x="${round(left)}" y="${round(top)}" width="${round(textWidth(name, 12) + 4)}" height="16" fill="${frameColor}"/>${text(name, left + 2, top + 12, 12, faint, 600, 'start')}`;
}

/** A line that bends smoothly through its points. */
function arrow(points: readonly Point[]): string {
  const [first, ...rest] = points as [Point, ...Point[]];
  const show = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;
  const bends = rest.slice(0, -1).map((point, i) => {
    const next = rest[i + 1]!;
    const end = i === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${show(point)} ${show(end)}`;
  });
  const path = bends.length > 0 ? bends.join(' ') : `L${show(rest[0]!)}`;
  return `<path d="M${show(first)} ${path}" fill="none" stroke="${faint}" stroke-width="1.3" marker-end="url(#arrow)"/>`;
}

/** The room a text takes in Inter, measured roughly: there may be no page to measure it in. */
const textWidth = (words: string, size: number): number =>
  size *
  [...words].reduce(
    (total, letter) =>
      total +
      (/[iljtfr.,:;[\]()|'! ]/.test(letter)
        ? 0.36
        : /[mwMW@]/.test(letter)
          ? 0.9
          : /[A-Z\d_]/.test(letter)
            ? 0.67
            : 0.6),
    0,
  );
