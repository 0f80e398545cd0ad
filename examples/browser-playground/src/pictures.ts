import type { Sample } from './trainer.js';

/** Paints all pixels of a canvas, which CSS enlarges. */
function paint(canvas: HTMLCanvasElement, colour: (i: number) => readonly [number, number, number, number]): void {
  // Small pictures that change often are made faster without a GPU.
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const image = context.createImageData(canvas.width, canvas.height);
  for (let i = 0; i < canvas.width * canvas.height; i++) image.data.set(colour(i), i * 4);
  context.putImageData(image, 0, 0);
}

/** As many elements as asked for; those that are there stay. */
function children<E extends HTMLElement>(of: HTMLElement, count: number, make: () => E): E[] {
  while (of.children.length < count) of.append(make());
  while (of.children.length > count) of.lastElementChild!.remove();
  return [...of.children] as E[];
}

function canvas(size: number): HTMLCanvasElement {
  const made = document.createElement('canvas');
  made.width = size;
  made.height = size;
  return made;
}

/** The filters as squares: blue where they look for ink, orange where for paper. */
export function showFilters(into: HTMLElement, filters: Float32Array): void {
  const count = filters.length / 9;
  const largest = filters.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
  for (const [n, square] of children(into, count, () => canvas(3)).entries()) {
    paint(square, (i) => {
      const value = filters[n * 9 + i]! / largest;
      // Blue for more than nothing, orange for less, paper for nothing: told apart in every form of colour blindness.
      const [r, g, b] = value > 0 ? [37, 99, 201] : [217, 119, 6];
      const mixed = (colour: number): number => 253 + (colour - 253) * Math.abs(value);
      return [mixed(r), mixed(g), mixed(b), 255];
    });
  }
  into.setAttribute('aria-label', `${count} filters of the first layer, 3 by 3 pixels each`);
}

function item(): HTMLLIElement {
  const made = document.createElement('li');
  const [picture, caption, words] = [canvas(28), document.createElement('span'), document.createElement('span')];
  picture.setAttribute('aria-hidden', 'true');
  caption.setAttribute('aria-hidden', 'true');
  words.className = 'unseen';
  made.append(picture, caption, words);
  return made;
}

/** Digits with what they are taken for; mistakes stand out by colour, sign and words. */
export function showSamples(into: HTMLElement, samples: readonly Sample[]): void {
  for (const [n, each] of children(into, samples.length, item).entries()) {
    const { image, label, predicted } = samples[n]!;
    const now = `${label} ${predicted}`;
    // The digits stay the same; most answers do.
    if (each.dataset.now === now) continue;
    const [picture, caption, words] = each.children as unknown as [HTMLCanvasElement, HTMLElement, HTMLElement];
    if (!each.dataset.now) paint(picture, (i) => [0, 0, 0, image[i]!]);
    const right = label === predicted;
    each.dataset.now = now;
    each.className = right ? 'right' : 'wrong';
    caption.textContent = right ? `${predicted} ✓` : `${predicted} ✗ ${label}`;
    words.textContent = right ? `${label}, read right` : `${label}, read as ${predicted}`;
  }
}
