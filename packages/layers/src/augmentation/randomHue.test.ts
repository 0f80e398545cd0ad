import { expectClose, testLayer } from '@tenonjs/testing';
import { tensor4d } from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { randomHue } from './randomHue.js';

testLayer(randomHue, {
  cases: [
    {
      title: 'of integers',
      options: { factor: 0.4 },
      input: [2, 2, 2, 3],
      dtype: 'int32' as const,
      values: (i: number) => (i * 37) % 256,
    },
  ],
  refuses: [
    [() => randomHue({ factor: -1 }), 'randomHue: factor must be a number or two from 0 to 1, got -1.'],
    [
      () => randomHue({ factor: 1 }).build([1, 2, 2, 1]),
      'randomHue: input must have 3 channels, got shape [1, 2, 2, 1].',
    ],
  ],
});

/** Hue, saturation and value by the book, in float64. */
function hsv([r, g, b]: readonly number[]): [number, number, number] {
  const value = Math.max(r!, g!, b!);
  const chroma = value - Math.min(r!, g!, b!);
  const sixth =
    chroma === 0
      ? 0
      : value === r
        ? ((g! - b!) / chroma + 6) % 6
        : value === g
          ? (b! - r!) / chroma + 2
          : (r! - g!) / chroma + 4;
  return [sixth / 6, value === 0 ? 0 : chroma / value, value];
}

test('turns the hue and leaves saturation and value', () => {
  const colours = [200, 30, 90, 10, 240, 30, 5, 60, 250, 90, 90, 90];
  const y = randomHue({ factor: [0.3, 0.3] }).call(tensor4d(colours, [1, 2, 2, 3]), { training: true, seed: 3 });
  const found = y.dataSync();
  for (let i = 0; i < 3; i++) {
    const [before, after] = [hsv(colours.slice(3 * i, 3 * i + 3)), hsv([...found.slice(3 * i, 3 * i + 3)])];
    const turn = (after[0] - before[0] + 1) % 1;
    expectClose([Math.min(turn, 1 - turn)], [0.15], 1e-4);
    expectClose(after.slice(1), before.slice(1), 1e-4);
  }
  expectClose(found.slice(9), [90, 90, 90]);
});
