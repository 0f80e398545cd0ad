import { backendName, expectClose } from '@tenonjs/testing';
import { getBackend, registerKernel, square, tensor1d, unregisterKernel } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { kernel } from './kernel.js';

const backend = backendName === 'cpu' ? 'cpu' : 'wasm';

test('the active backend is asked', () => expect(getBackend()).toBe(backend));

test('a kernel that the backend lacks is undefined', () => {
  expect(kernel('NoSuchKernel', { x: tensor1d([1]) })).toBeUndefined();
});

test('a kernel of the backend runs with the inputs that are there', () => {
  expectClose(kernel('Square', { x: tensor1d([3]), absent: undefined })![0]!, [9]);
});

test('a registered kernel gets its attributes, and its outputs come as a list', () => {
  let seen: unknown;
  registerKernel({
    kernelName: 'Twice',
    backendName: backend,
    kernelFunc: ({ inputs, attrs }) => {
      seen = { names: Object.keys(inputs), attrs };
      return [square(tensor1d([2])), square(tensor1d([3]))];
    },
  });
  try {
    const outputs = kernel('Twice', { x: tensor1d([1]), bias: undefined }, { rate: 0.5 })!;
    expect(seen).toEqual({ names: ['x'], attrs: { rate: 0.5 } });
    expect(outputs).toHaveLength(2);
    expectClose(outputs[1]!, [9]);
  } finally {
    unregisterKernel('Twice', backend);
  }
});
