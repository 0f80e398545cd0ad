import {
  engine,
  getKernel,
  type KernelBackend,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { expect, onTestFinished, test } from 'vitest';
import { registerKernels } from './registerKernels.js';

test('kernels take the place of those of their names; one output comes by itself, several in a row', () => {
  const backendName = engine().backendName;
  onTestFinished(() => {
    for (const name of ['OneOut', 'TwoOut']) unregisterKernel(name, backendName);
  });
  const of = (value: number): TensorInfo => ({ dataId: { id: value }, shape: [], dtype: 'float32' });
  const given: unknown[] = [];
  registerKernels<KernelBackend>(backendName, { OneOut: () => [of(1)] });
  registerKernels<KernelBackend>(backendName, {
    OneOut: (backend, { x }, { rate }) => {
      given.push(backend, x, rate);
      return [of(2)];
    },
    TwoOut: (_backend, _inputs, attrs) => [of(3), of(Object.keys(attrs).length)],
  });
  const run = (name: string, attrs?: object): unknown =>
    getKernel(name, backendName).kernelFunc({
      inputs: { x: of(9) },
      backend: engine().backend,
      ...(attrs && { attrs }),
    } as never);
  expect(run('OneOut', { rate: 0.5 })).toEqual(of(2));
  expect(given).toEqual([engine().backend, of(9), 0.5]);
  expect(run('TwoOut')).toEqual([of(3), of(0)]);
});

test('a kernel is handed the one whose place it has, also where it takes that place again', () => {
  const backendName = engine().backendName;
  onTestFinished(() => unregisterKernel('Replaced', backendName));
  const own: KernelFunc = () => [];
  registerKernel({ kernelName: 'Replaced', backendName, kernelFunc: own });
  const handed: unknown[] = [];
  for (let time = 0; time < 2; time++) {
    registerKernels(backendName, {
      Replaced: (_backend, _inputs, _attrs, stock) => {
        handed.push(stock);
        return [];
      },
    });
    getKernel('Replaced', backendName).kernelFunc({ inputs: {}, backend: engine().backend });
  }
  expect(handed).toEqual([own, own]);
});
