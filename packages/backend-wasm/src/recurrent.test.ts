import { testKernels } from '@tenonjs/testing';
import { engine, type NamedAttrMap, type Tensor, tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';

testKernels(['SimpleRNN', 'LSTM', 'GRU', 'LSTM, gateSlope', 'GRU, gateSlope']);

test('a gate with a slope has a gradient up to where it is closed or open, and none beyond', () => {
  const run = (name: string, inputs: Record<string, Tensor>): Tensor[] =>
    engine().runKernel(name, inputs, { gateSlope: 0.2 } as unknown as NamedAttrMap) as unknown as Tensor[];
  tidy(() => {
    const units = 5;
    const recurrentKernel = zeros([units, 4 * units]);
    const c = tensor(new Array(units).fill(1), [1, units]);
    // The forget gate: closed, just closed, half open, just open, open.
    const bias = tensor([...new Array(units).fill(0), -2.75, -2.5, 0, 2.5, 2.75, ...new Array(2 * units).fill(0)]);
    const x = zeros([1, 1, 1]);
    const [, c1, gates, prev, cells] = run('LSTM', { x, kernel: zeros([1, 4 * units]), recurrentKernel, bias, c });
    expect([...c1!.dataSync()]).toEqual([0, 0, 0.5, 1, 1]);
    const memo = { gates: gates!, prev: prev!, cells: cells! };
    const [dz] = run('LSTMGrad', { recurrentKernel, c, ...memo, dc: c });
    const slope = Math.fround(0.2);
    expect([...dz!.dataSync()].slice(units, 2 * units)).toEqual([0, slope, slope, slope, 0]);
  });
});
