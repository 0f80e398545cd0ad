import type { Picture } from './centre.js';

/** How wide a stroke is, and how far an arrow key goes, in the pad's pixels. */
const [pen, stride] = [20, 14];

export interface Pad {
  clear(): void;
  picture(): Picture;
}

/**
 * A field to draw on, by mouse, pen, finger or keys: the arrows move, Space puts the pen down or lifts it, Delete clears.
 *
 * @param field - Holds the canvas, and the mark that shows where the keyboard's pen is.
 * @param drawn - Called after each stroke's piece, and when all is cleared.
 * @param say - Says a change of the keyboard's pen.
 */
export function pad(field: HTMLElement, drawn: () => void, say: (text: string) => void): Pad {
  const canvas = field.querySelector('canvas')!;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const { width, height } = canvas;
  // A page's first writing to a canvas waits for the browser's GPU process, which while it trains has other things to do.
  context.putImageData(context.createImageData(1, 1), 0, 0);
  const cursor = { x: width / 2, y: height / 2, down: false };
  const marker = field.querySelector<HTMLElement>('.pen')!;

  const stroke = (from: { x: number; y: number }, to: { x: number; y: number }): void => {
    context.lineWidth = pen;
    context.lineCap = 'round';
    context.strokeStyle = '#000';
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    drawn();
  };

  const clear = (): void => {
    context.clearRect(0, 0, width, height);
    drawn();
  };

  let last: { x: number; y: number } | undefined;
  const place = (event: PointerEvent): { x: number; y: number } => {
    const box = canvas.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * width,
      y: ((event.clientY - box.top) / box.height) * height,
    };
  };
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    last = place(event);
    stroke(last, last);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!last) return;
    // A fast hand moves several times between two frames.
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length > 0 ? events : [event]) {
      const now = place(each);
      stroke(last, now);
      last = now;
    }
  });
  for (const end of ['pointerup', 'pointercancel'] as const) {
    canvas.addEventListener(end, () => {
      last = undefined;
    });
  }

  const arrows: Record<string, readonly [number, number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  const mark = (): void => {
    marker.style.left = `${(cursor.x / width) * 100}%`;
    marker.style.top = `${(cursor.y / height) * 100}%`;
    marker.classList.toggle('down', cursor.down);
  };
  mark();
  field.addEventListener('keydown', (event) => {
    const arrow = arrows[event.key];
    if (arrow) {
      const before = { ...cursor };
      cursor.x = Math.min(Math.max(cursor.x + arrow[0] * stride, pen), width - pen);
      cursor.y = Math.min(Math.max(cursor.y + arrow[1] * stride, pen), height - pen);
      if (cursor.down) stroke(before, cursor);
    } else if (event.key === ' ') {
      cursor.down = !cursor.down;
      if (cursor.down) stroke(cursor, cursor);
      say(cursor.down ? 'Pen down.' : 'Pen up.');
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      cursor.down = false;
      clear();
      say('Cleared.');
    } else return;
    event.preventDefault();
    mark();
  });

  return {
    clear,
    picture() {
      const { data } = context.getImageData(0, 0, width, height);
      const ink = new Float32Array(width * height);
      for (let i = 0; i < ink.length; i++) ink[i] = data[i * 4 + 3]! / 255;
      return { data: ink, width, height };
    },
  };
}
