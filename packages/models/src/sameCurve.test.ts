// The same seed and data give the same losses on every backend.
import { backendName, readFixture } from '@tenonjs/testing';
import { expect, test } from 'vitest';
import { lossesOf } from '../testing/tutorial.js';

interface Curve {
  readonly images: string;
  readonly labels: number[];
  /** Of tfjs's cpu backend. */
  readonly losses: number[];
}

async function inflate(base64: string): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// A GPU in software takes a second a step for WebGPU.
const steps = /webgpu$/.test(backendName) ? 10 : 50;

test(`the tutorial’s CNN learns MNIST along one curve, ${steps} steps to 1e-3`, async () => {
  const curve = readFixture<never>(import.meta.url, '../fixtures/sameCurve.json') as unknown as Curve;
  const losses = await lossesOf(await inflate(curve.images), curve.labels.slice(0, 4 * steps));
  expect(losses).toHaveLength(steps);
  expect(Math.max(...losses.map((loss, step) => Math.abs(loss - curve.losses[step]!)))).toBeLessThan(1e-3);
}, 240_000);

test('and the curve falls', () => {
  const { losses } = readFixture<never>(import.meta.url, '../fixtures/sameCurve.json') as unknown as Curve;
  const mean = (of: number[]): number => of.reduce((a, b) => a + b) / of.length;
  expect(mean(losses.slice(-10))).toBeLessThan(0.75 * mean(losses.slice(0, 10)));
});
