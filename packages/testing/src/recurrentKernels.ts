import { concat, matMul, reshape, sum, type Tensor, type Tensor2D, tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { expectClose } from './expectClose.js';
import { floats, run, scoped, wave } from './kernelRuns.js';
import { type Sizes, sequence, steps, type Values } from './recurrentReference.js';

interface Case extends Sizes {
  readonly bias?: boolean;
  readonly initial?: boolean;
  readonly masked?: boolean;
  readonly goBackwards?: boolean;
}

const cases: readonly Case[] = [
  { batch: 2, time: 3, features: 2, units: 3, bias: true },
  { batch: 1, time: 1, features: 1, units: 1, initial: true },
  { batch: 3, time: 4, features: 1, units: 4, bias: true, initial: true, masked: true },
  { batch: 2, time: 5, features: 3, units: 5, masked: true, goBackwards: true },
  { batch: 7, time: 2, features: 2, units: 2, bias: true, initial: true, goBackwards: true },
];

/** More than a workgroup, or a block of a product, holds; too much for finite differences. */
const large: readonly Case[] = [
  { batch: 13, time: 6, features: 9, units: 37, bias: true, initial: true, masked: true },
  { batch: 5, time: 3, features: 300, units: 270, bias: true },
];

const title = ({ batch, time, features, units, ...more }: Case): string =>
  `${[batch, time, features, units].join(' · ')} ${Object.keys(more).join(', ')}`;

const kinds = {
  SimpleRNN: ['SimpleRNN'],
  LSTM: ['LSTM'],
  GRU: ['GRU, reset after', 'GRU, reset before'],
};
/** Of gates that close and open wholly, as tfjs-layers' hard sigmoid. */
const SLOPE = 0.2;
const memos = { SimpleRNN: ['gates', 'prev'], LSTM: ['gates', 'prev', 'cells'], GRU: ['gates', 'prev', 'inner'] };

/** The inputs' values and shapes; small enough that no gate saturates, but for those that do so at a point. */
function inputsOf(name: string, { batch, time, features, units, bias, initial, masked, gateSlope }: Case) {
  const { gates, states } = steps[name]!;
  const after = name === 'GRU, reset after';
  const all: Record<string, readonly [readonly number[], number] | undefined | false> = {
    x: [[batch, time, features], 1],
    kernel: [[features, gates * units], (gateSlope ? 4 : 1) / Math.sqrt(features)],
    recurrentKernel: [[units, gates * units], 1 / Math.sqrt(units)],
    bias: bias && [after ? [2, gates * units] : [gates * units], 0.5],
    h: initial && [[batch, units], 0.5],
    c: initial && states > 1 && [[batch, units], 0.5],
  };
  const values: Record<string, number[]> = {};
  const tensors: Record<string, Tensor> = {};
  Object.entries(all).forEach(([key, of], i) => {
    if (!of) return;
    const [shape, scale] = of;
    // As float32 has them.
    values[key] = wave(
      shape.reduce((a, b) => a * b, 1),
      i + 1,
    ).map((x) => Math.fround(x * scale));
    tensors[key] = floats(values[key], shape);
  });
  if (masked) {
    values.mask = Array.from({ length: batch * time }, (_, i) => (i % 3 === 1 || i % 5 === 4 ? 0 : 1));
    tensors.mask = tensor(values.mask, [batch, time], 'bool');
  }
  return { values, tensors };
}

const rows = (x: Tensor): Tensor2D => reshape(x, [-1, x.shape.at(-1)!]);

function testRecurrent(kernel: keyof typeof kinds, gateSlope?: number): void {
  const all = (list: readonly Case[]) =>
    list.map((c) => (gateSlope ? { ...c, gateSlope } : c)).map((c) => [title(c), c] as const);
  describe.each(kinds[kernel])('%s', (name) => {
    const { states } = steps[name]!;
    const after = name === 'GRU, reset after';
    const attrs = { ...(kernel === 'GRU' && { resetAfter: after }), ...(gateSlope && { gateSlope }) };

    test.each(all([...cases, ...large]))('%s: outputs and states', (_, c) =>
      scoped(async () => {
        const { goBackwards = false } = c;
        const { values, tensors } = inputsOf(name, c);
        const expected = sequence(name, c, values, goBackwards);
        const outputs = run(kernel, tensors, { ...attrs, goBackwards, returnSequences: true });
        expect(outputs.length).toBe(states + 1 + memos[kernel].length);
        expectClose(await outputs[states]!.data(), expected.y);
        for (const [i, state] of expected.states.entries()) expectClose(await outputs[i]!.data(), state);
        const lastOnly = run(kernel, tensors, { ...attrs, goBackwards });
        expect(lastOnly.length).toBe(outputs.length - 1);
        expectClose(await lastOnly[0]!.data(), expected.states[0]!);
        for (const [key, x] of Object.entries(tensors)) expectClose(await x.data(), values[key]!, 0);
      }),
    );

    test.each(all(cases))('%s: gradients of finite differences', (_, c) =>
      scoped(async () => {
        const { goBackwards = false, initial = false, batch, time, units } = c;
        const { values, tensors } = inputsOf(name, c);
        const dys = wave(batch * time * units, 8);
        const dStates = Array.from({ length: states }, (_, i) => wave(batch * units, 9 + i));
        const outputs = run(kernel, tensors, { ...attrs, goBackwards, returnSequences: true });
        const memo = Object.fromEntries(memos[kernel].map((key, i) => [key, outputs[states + 1 + i]!]));
        const [dh, dc] = dStates.map((values) => floats(values, [batch, units]));
        const dy = floats(dys, [batch, time, units]);
        const given = { ...tensors, ...memo, dy, dh: dh!, ...(dc && { dc }) };
        const how = { ...attrs, goBackwards, initialStates: initial };
        const [dz, dRecurrent, ...rest] = run(`${kernel}Grad`, given, how);
        const loss = (of: Values): number => {
          const { y, states } = sequence(name, c, of, goBackwards);
          const dot = (a: Float64Array, b: number[]): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
          return states.reduce((sum, state, i) => sum + dot(state, dStates[i]!), dot(y, dys));
        };
        const numeric = (key: string): number[] =>
          values[key]!.map((_, i) => {
            const moved = (by: number): number => {
              const changed = [...values[key]!];
              changed[i]! += by;
              return loss({ ...values, [key]: changed });
            };
            return (moved(1e-5) - moved(-1e-5)) / 2e-5;
          });
        const expectGrad = async (grad: Tensor, key: string): Promise<void> =>
          expectClose(await grad.data(), numeric(key));
        await expectGrad(matMul(rows(dz!), tensors.kernel as Tensor2D, false, true), 'x');
        await expectGrad(matMul(rows(tensors.x!), rows(dz!), true), 'kernel');
        await expectGrad(dRecurrent!, 'recurrentKernel');
        if (tensors.bias) {
          const dBias = sum(rows(dz!), 0);
          await expectGrad(after ? concat([dBias, rest[1]! as typeof dBias]) : dBias, 'bias');
        }
        if (initial) {
          await expectGrad(rest[0]!, 'h');
          if (states > 1) await expectGrad(rest[1]!, 'c');
        }
      }),
    );
  });
}

export const recurrentKernels: Readonly<Record<string, () => void>> = {
  SimpleRNN: () => testRecurrent('SimpleRNN'),
  LSTM: () => testRecurrent('LSTM'),
  GRU: () => testRecurrent('GRU'),
  'LSTM, gateSlope': () => testRecurrent('LSTM', SLOPE),
  'GRU, gateSlope': () => testRecurrent('GRU', SLOPE),
};
