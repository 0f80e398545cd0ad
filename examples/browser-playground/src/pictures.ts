import type { Sample } from './trainer.js';

/** A canvas of so many pixels, enlarged by CSS. */
function pixels(
  width: number,
  height: number,
  colour: (i: number) => readonly [number, number, number, number],
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(width, height);
  for (let i = 0; i < width * height; i++) image.data.set(colour(i), i * 4);
  context.putImageData(image, 0, 0);
  return canvas;
}

/** The filters as squares: blue where they look for ink, orange where for paper. */
export function showFilters(into: HTMLElement, filters: Float32Array): void {
  const count = filters.length / 9;
  const largest = filters.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
  const canvases = Array.from({ length: count }, (_, n) =>
    pixels(3, 3, (i) => {
      const value = filters[n * 9 + i]! / largest;
      // Blue for more than nothing, orange for less, paper for nothing: told apart in every form of colour blindness.
      const [r, g, b] = value > 0 ? [37, 99, 201] : [217, 119, 6];
      const mixed = (colour: number): number => 253 + (colour - 253) * Math.abs(value);
      return [mixed(r), mixed(g), mixed(b), 255];
    }),
  );
  into.replaceChildren(...canvases);
  into.setAttribute('aria-label', `${count} filters of the first layer, 3 by 3 pixels each`);
}

/** Digits with what they are taken for; mistakes stand out by colour, sign and words. */
export function showSamples(into: HTMLElement, samples: readonly Sample[]): void {
  into.replaceChildren(
    ...samples.map(({ image, label, predicted }) => {
      const item = document.createElement('li');
      const right = label === predicted;
      item.className = right ? 'right' : 'wrong';
      const canvas = pixels(28, 28, (i) => [0, 0, 0, image[i]!]);
      canvas.setAttribute('aria-hidden', 'true');
      const caption = document.createElement('span');
      caption.textContent = right ? `${predicted} ✓` : `${predicted} ✗ ${label}`;
      caption.setAttribute('aria-hidden', 'true');
      const words = document.createElement('span');
      words.className = 'unseen';
      words.textContent = right ? `${label}, read right` : `${label}, read as ${predicted}`;
      item.append(canvas, caption, words);
      return item;
    }),
  );
}
