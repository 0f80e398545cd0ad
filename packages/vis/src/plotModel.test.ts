import { expect, test } from 'vitest';
import { type PlottedLayer, type PlottedModel, plotModel } from './plotModel.js';

const texts = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text!);
const arrows = (svg: string): number => svg.split('marker-end').length - 1;
const boxes = (svg: string): { x: number; y: number; right: number; bottom: number }[] =>
  [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" rx="6"/g)].map((found) => {
    const [x, y, width, height] = found.slice(1).map(Number) as [number, number, number, number];
    return { x, y, right: x + width, bottom: y + height };
  });

/** Layers one after the other. */
const chain = (name: string, ...types: string[]): PlottedModel & PlottedLayer => {
  const layers = types.map((type) => ({ type, name: type }));
  return { type: 'sequential', name, rows: () => layers.map((layer) => ({ layer, shapes: [[null, 3]] })) };
};

/** Two inputs, of which one goes around; a layer with two uses; a model within. */
function forked(): PlottedModel {
  const [a, b, shared, sum]: PlottedLayer[] = [
    { type: 'input', name: 'a' },
    { type: 'input', name: 'b' },
    { type: 'dense', name: 'shared <1>' },
    { type: 'add', name: 'add' },
  ] as const as never;
  const body = chain('body', 'conv2d', 'flatten');
  const node = (layer: PlottedLayer, ...inputs: PlottedLayer[]) => ({
    layer,
    inputs: inputs.map((from) => ({ node: { layer: from } })),
  });
  return {
    name: 'forked',
    rows: () => [a!, b!, shared!, body, sum!].map((layer) => ({ layer, shapes: [[null, 2, null]] })),
    nodes: [
      node(a!),
      node(b!),
      node(shared!, a!),
      node(shared!, b!),
      node(body, shared!),
      node(sum!, shared!, body, a!),
    ],
  };
}

test('a box for each layer, an arrow for each tensor, none over another', async () => {
  const picture = plotModel(forked(), { title: 'Forked & joined' });
  expect(texts(picture.svg)).toEqual([
    'Forked &amp; joined',
    ...[
      'a',
      'input',
      '[batch, 2, null]',
      'b',
      'input',
      '[batch, 2, null]',
      'shared &lt;1>',
      'dense',
      '[batch, 2, null]',
    ],
    ...['body', 'sequential', '[batch, 2, null]', 'add', '[batch, 2, null]'],
  ]);
  expect(arrows(picture.svg)).toBe(6);
  const placed = boxes(picture.svg);
  expect(placed).toHaveLength(5);
  for (const [i, one] of placed.entries()) {
    expect(one.right).toBeLessThanOrEqual(picture.width);
    expect(one.bottom).toBeLessThanOrEqual(picture.height);
    for (const other of placed.slice(i + 1)) {
      const apart = one.right < other.x || other.right < one.x || one.bottom < other.y || other.bottom < one.y;
      expect(apart).toBe(true);
    }
  }
  // What gives stands above what takes.
  expect(placed[2]!.bottom).toBeLessThan(placed[4]!.y);
  expect(Array.from((await picture.png(1)).subarray(1, 4))).toEqual([0x50, 0x4e, 0x47]);
});

test('models within are opened in a frame', () => {
  const { svg } = plotModel(forked(), { expandNested: true });
  expect(texts(svg)).toContain('body (sequential)');
  expect(boxes(svg)).toHaveLength(6);
  expect(arrows(svg)).toBe(7);
  expect(svg).toContain('stroke-dasharray');
});

test('shapes and names may be left out, and it may lie on its side', () => {
  const model = chain('net', 'conv2d', 'flatten', 'dense');
  expect(texts(plotModel(model).svg)).toEqual(['conv2d', '[batch, 3]', 'flatten', '[batch, 3]', 'dense', '[batch, 3]']);
  const { svg, width, height } = plotModel(model, { showShapes: false, showLayerNames: false, rankdir: 'LR' });
  expect(texts(svg)).toEqual(['conv2d', 'flatten', 'dense']);
  expect(width).toBeGreaterThan(3 * height);
  expect(svg).toContain('<title>The model net: 3 layers</title>');
});

test('plotModel refuses', () => {
  expect(() => plotModel({} as never)).toThrow(
    new TypeError('plotModel: model must be a model such as sequential([…]), got object.'),
  );
  expect(() => plotModel(chain('a', 'dense'), { rankdir: 'BT' as never })).toThrow(
    new RangeError('plotModel: rankdir must be "TB" or "LR", got "BT".'),
  );
});
