import { bits } from '@tenonjs/internal';
import { expectClose } from '@tenonjs/testing';
import {
  concat,
  engine,
  matMul,
  mul,
  reshape,
  sum,
  type Tensor,
  type Tensor2D,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { random } from '../testing/random.js';
import { type Sizes, sequence, steps, type Values } from '../testing/recurrent.js';

const run = (name: string, inputs: Record<string, Tensor | undefined>, attrs: object): Tensor[] => {
  const present = Object.fromEntries(Object.entries(inputs).filter(([, x]) => x)) as Record<string, Tensor>;
  return [engine().runKernel(name, present, attrs as never)].flat() as Tensor[];
};

const AFTER = 'GRU, reset after';

interface Case extends Sizes {
  readonly bias?: boolean;
  readonly initial?: boolean;
  readonly masked?: boolean;
  readonly goBackwards?: boolean;
}

const cases: Case[] = [
  { batch: 2, time: 3, features: 2, units: 3, bias: true },
  { batch: 1, time: 1, features: 1, units: 1, initial: true },
  { batch: 3, time: 4, features: 1, units: 4, bias: true, initial: true, masked: true },
  { batch: 2, time: 5, features: 3, units: 5, masked: true, goBackwards: true },
  { batch: 7, time: 2, features: 2, units: 2, bias: true, initial: true, goBackwards: true },
];

const large: Case[] = [
  { batch: 13, time: 6, features: 9, units: 37, bias: true, initial: true, masked: true },
  { batch: 5, time: 3, features: 300, units: 270, bias: true },
];

/** The kernel's inputs; small enough that no gate saturates. */
function inputsOf(
  name: string,
  { batch, time, features, units, bias, initial, masked }: Case,
): Record<string, Tensor | undefined> {
  const { gates, states } = steps[name]!;
  const scaled = (shape: number[], seed: number, scale: number): Tensor => mul(random(shape, seed), scale);
  return {
    x: scaled([batch, time, features], 1, 1),
    kernel: scaled([features, gates * units], 2, 1 / Math.sqrt(features)),
    recurrentKernel: scaled([units, gates * units], 3, 1 / Math.sqrt(units)),
    bias: bias ? scaled(name === AFTER ? [2, gates * units] : [gates * units], 4, 0.5) : undefined,
    h: initial ? scaled([batch, units], 5, 0.5) : undefined,
    c: initial && states > 1 ? scaled([batch, units], 6, 0.5) : undefined,
    mask: masked
      ? tensor(
          Array.from({ length: batch * time }, (_, i) => bits(7, i) % 3 > 0),
          [batch, time],
          'bool',
        )
      : undefined,
  };
}

const title = ({ batch, time, features, units, ...more }: Case): string =>
  `${[batch, time, features, units].join(' · ')} ${Object.keys(more).join(', ')}`;

for (const name of Object.keys(steps)) {
  const { states } = steps[name]!;
  const kernel = name.split(',')[0]!;
  const memos = { LSTM: ['gates', 'prev', 'cells'], GRU: ['gates', 'prev', 'inner'], SimpleRNN: ['gates', 'prev'] }[
    kernel
  ]!;
  const attrs = kernel === 'GRU' ? { resetAfter: name === AFTER } : {};

  describe(name, () => {
    for (const c of [...cases, ...large]) {
      test(`${title(c)}: outputs and states`, () => {
        const { goBackwards = false } = c;
        tidy(() => {
          const inputs = inputsOf(name, c);
          const values = Object.fromEntries(Object.entries(inputs).map(([key, x]) => [key, x?.dataSync()]));
          const expected = sequence(name, c, values, goBackwards);
          const outputs = run(kernel, inputs, { ...attrs, goBackwards, returnSequences: true });
          expect(outputs.length).toBe(states + 1 + memos.length);
          expectClose(outputs[states]!, expected.y);
          expected.states.forEach((state, i) => {
            expectClose(outputs[i]!, state);
          });
          const lastOnly = run(kernel, inputs, { ...attrs, goBackwards });
          expect(lastOnly.length).toBe(outputs.length - 1);
          expectClose(lastOnly[0]!, expected.states[0]!);
          for (const [key, x] of Object.entries(inputs)) if (x) expectClose(x, values[key]!, 0);
        });
      });
    }

    for (const c of cases) {
      test(`${title(c)}: gradients of finite differences`, () => {
        const { goBackwards = false, initial = false } = c;
        tidy(() => {
          const inputs = inputsOf(name, c);
          const values: Record<string, ArrayLike<number> | undefined> = Object.fromEntries(
            Object.entries(inputs).map(([key, x]) => [key, x?.dataSync()]),
          );
          const dy = random([c.batch, c.time, c.units], 8);
          const dStates = Array.from({ length: states }, (_, i) => random([c.batch, c.units], 9 + i));
          const outputs = run(kernel, inputs, { ...attrs, goBackwards, returnSequences: true });
          const memo = Object.fromEntries(memos.map((key, i) => [key, outputs[states + 1 + i]!]));
          const [dz, dRecurrent, ...rest] = run(
            `${kernel}Grad`,
            { ...inputs, ...memo, dy, dh: dStates[0], dc: dStates[1] },
            { ...attrs, goBackwards, initialStates: initial },
          );
          const loss = (of: Values): number => {
            const { y, states } = sequence(name, c, of, goBackwards);
            const dot = (a: Float64Array, b: Tensor): number => a.reduce((sum, v, i) => sum + v * b.dataSync()[i]!, 0);
            return states.reduce((sum, state, i) => sum + dot(state, dStates[i]!), dot(y, dy));
          };
          const numeric = (key: string): Float64Array =>
            Float64Array.from(values[key]!, (_, i) => {
              const moved = (by: number): number => {
                const changed = Float64Array.from(values[key]!);
                changed[i]! += by;
                return loss({ ...values, [key]: changed });
              };
              return (moved(1e-5) - moved(-1e-5)) / 2e-5;
            });
          const rows = (x: Tensor): Tensor2D => reshape(x, [-1, x.shape.at(-1)!]);
          expectClose(matMul(rows(dz!), inputs.kernel as Tensor2D, false, true), numeric('x'));
          expectClose(matMul(rows(inputs.x!), rows(dz!), true), numeric('kernel'));
          expectClose(dRecurrent!, numeric('recurrentKernel'));
          if (inputs.bias) {
            const dBias = sum(rows(dz!), 0);
            const both = name === AFTER ? concat([dBias, rest[1]! as typeof dBias]) : dBias;
            expectClose(both, numeric('bias'));
          }
          if (initial) {
            expectClose(rest[0]!, numeric('h'));
            if (states > 1) expectClose(rest[1]!, numeric('c'));
          }
        });
      });
    }
  });
}
