import * as activations from '@tenonjs/activations';
import type { DataArray, Loss, Storage } from '@tenonjs/contracts';
import * as layers from '@tenonjs/layers';
import { graph, load, type Model } from '@tenonjs/models';
import { adam } from '@tenonjs/optimizers';
import { expectClose, expectNoLeak } from '@tenonjs/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import * as architectures from '../src/index.js';

export interface ArchitectureTest {
  /** A small one, whose weights are few. */
  readonly small: () => Model<any, any>;
  readonly x: DataArray | Readonly<Record<string, DataArray>>;
  readonly y: DataArray;
  readonly loss: Loss;
  /** The shape of what it gives for `x`. */
  readonly gives: readonly number[];
  readonly learningRate?: number;
  readonly epochs?: number;
}

/** Numbers that repeat themselves, in (−1, 1). */
export function wave(shape: readonly number[]): DataArray<Float32Array> {
  const size = shape.reduce((a, b) => a * b, 1);
  return { data: Float32Array.from({ length: size }, (_, i) => Math.sin(0.7 + 2.3 * i)), shape };
}

/** Integers from 0 to n − 1. */
export function integers(shape: readonly number[], n: number): DataArray<Int32Array> {
  const size = shape.reduce((a, b) => a * b, 1);
  return { data: Int32Array.from({ length: size }, (_, i) => (i * 7 + (i >> 2)) % n), shape };
}

/** Asks of an architecture that it trains, leaks nothing, and survives save and load. */
export function testArchitecture({
  small,
  x,
  y,
  loss,
  gives,
  learningRate = 0.01,
  epochs = 4,
}: ArchitectureTest): void {
  test('trains, leaks nothing, and is the same when it was saved and loaded', async () => {
    const numbers = (t: Tensor): number[] => Array.from(t.dataSync());
    const run = async (): Promise<void> => {
      const model = small();
      model.compile({ optimizer: adam({ learningRate }), loss });
      const { history } = await model.fit(x as never, y as never, { epochs, verbose: 0 });
      expect(history.loss!.at(-1)).toBeLessThan(history.loss![0]!);
      await expectNoLeak(() => model.fit(x as never, y as never, { verbose: 0 }));
      const files: Record<string, Uint8Array> = {};
      const storage: Storage = {
        read: async (name) => files[name]!,
        write: async (written) => void Object.assign(files, written),
      };
      await model.save(storage);
      const again = await load<any, any>(storage, { ...activations, ...layers, ...architectures, graph });
      const [a, b] = [(await model.predict(x as never)) as Tensor, (await again.predict(x as never)) as Tensor];
      expect(a.shape).toEqual(gives);
      expectClose(b, numbers(a), 0);
      for (const owned of [a, b, model, again]) owned.dispose();
    };
    await expectNoLeak(run);
  });
}

/** The numbers that training may change. */
export const trainable = (model: Model<any, any>): number =>
  Object.values(model.weights).reduce((total, { size, trainable }) => total + (trainable ? size : 0), 0);
