import { bits, normal } from '@tenonjs/internal';
import { backendName, expectClose } from '@tenonjs/testing';
import {
  engine,
  getKernel,
  type KernelConfig,
  keep,
  registerKernel,
  type Tensor,
  tensor,
  tidy,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { gru } from './gru.js';
import { lstm } from './lstm.js';
import type { RecurrentLayer } from './recurrentLayer.js';
import { simpleRNN } from './simpleRNN.js';

type Make = (options: object) => RecurrentLayer<Tensor[]>;

const kinds: Record<string, { make: Make; kernel: string; states: number }> = {
  simpleRNN: { make: simpleRNN as unknown as Make, kernel: 'SimpleRNN', states: 1 },
  lstm: { make: lstm as unknown as Make, kernel: 'LSTM', states: 2 },
  gru: { make: gru as unknown as Make, kernel: 'GRU', states: 1 },
  'gru, reset before': {
    make: (options) => (gru as unknown as Make)({ ...options, resetAfter: false }),
    kernel: 'GRU',
    states: 1,
  },
};

/** What the backend lacks while `run` runs. */
function without<T>(kernel: string, run: () => T): T {
  const taken = [kernel, `${kernel}Grad`].map((name) => getKernel(name, 'wasm') as KernelConfig);
  for (const { kernelName } of taken) unregisterKernel(kernelName, 'wasm');
  try {
    return run();
  } finally {
    for (const config of taken) registerKernel(config);
  }
}

const random = (shape: number[], seed: number): Tensor =>
  tensor(
    normal(
      shape.reduce((a, b) => a * b, 1),
      seed,
    ),
    shape,
  );

/** Sizes from a seed, odd ones and ones among them. */
const sizes = (seed: number): number[] => [1, 2, 3, 4].map((i) => [1, 1, 2, 3, 5, 8, 11, 17][bits(seed, i) % 8]!);

test.runIf(backendName === 'wasm').each(Object.entries(kinds))(
  '%s: the kernel gives what public operations give, outputs and all gradients',
  (_, { make, kernel, states: count }) => {
    for (let seed = 0; seed < 12; seed++) {
      tidy(() => {
        const [batch, time, features, units] = sizes(seed) as [number, number, number, number];
        const on = (i: number): boolean => bits(seed, 10 + i) % 2 === 0;
        const layer = make({
          units,
          useBias: on(0),
          returnSequences: on(1),
          returnState: true,
          goBackwards: on(2),
          biasInitializer: (shape: number[], seed: number) => random([...shape], seed),
        });
        const inputs = [random([batch, time, features], seed)];
        if (on(3)) for (let i = 0; i < count; i++) inputs.push(random([batch, units], 100 + seed + i));
        const mask = on(4)
          ? keep(
              tensor(
                Array.from({ length: batch * time }, (_, i) => bits(seed, 1000 + i) % 3 > 0),
                [batch, time],
                'bool',
              ),
            )
          : null;
        layer.build([null, time, features], { seed });
        const all = [...inputs, ...Object.values(layer.weights)];
        const run = (): Tensor[] => {
          const outputs = layer.call(inputs, { mask });
          const grads = outputs.flatMap((_, which) => {
            const dy = random(outputs[which]!.shape, 7 + which);
            return engine().gradients(() => layer.call(inputs, { mask })[which]!, all, dy).grads;
          });
          return [...outputs, ...grads];
        };
        const fused = run();
        const portable = without(kernel, run);
        expect(fused.length).toBe(portable.length);
        fused.forEach((value, i) => {
          expect(value.shape).toEqual(portable[i]!.shape);
          expectClose(value, portable[i]!, 2e-5);
        });
        layer.dispose();
        mask?.dispose();
      });
    }
  },
);
