import { expectClose } from '@tenonjs/testing';
import {
  getBackend,
  getKernel,
  registerKernel,
  type Tensor,
  tensor,
  tensor1d,
  unregisterKernel,
  variable,
} from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, test } from 'vitest';
import { adagrad } from './adagrad.js';
import { adam } from './adam.js';
import { adamW } from './adamW.js';
import { lion } from './lion.js';
import type { Optimizer } from './optimizer.js';
import { rmsprop } from './rmsprop.js';
import { sgd } from './sgd.js';

type Numbers = Record<string, number>;

/** The kernels page, for one element: what is given in, what is given out. */
const kernels: Record<string, (x: Numbers, a: any) => Numbers> = {
  SgdStep: ({ w, g, m }, { learningRate, momentum, nesterov }) => {
    if (m === undefined) return { w: w! - learningRate * g! };
    m = momentum * m - learningRate * g!;
    return { w: w! + (nesterov ? momentum * m - learningRate * g! : m), m };
  },
  AdamStep: ({ w, g, m, v, vhat }, { alpha, beta1, beta2, epsilon, decay }) => {
    m = beta1 * m! + (1 - beta1) * g!;
    v = beta2 * v! + (1 - beta2) * g! * g!;
    const most = Math.max(vhat ?? v!, v!);
    return {
      w: w! * (1 - decay) - (alpha * m!) / (Math.sqrt(most) + epsilon),
      m: m!,
      v: v!,
      ...(vhat !== undefined && { vhat: most }),
    };
  },
  LionStep: ({ w, g, m }, { learningRate, beta1, beta2, decay }) => ({
    w: w! * (1 - decay) - learningRate * Math.sign(beta1 * m! + (1 - beta1) * g!),
    m: beta2 * m! + (1 - beta2) * g!,
  }),
  RmspropStep: ({ w, g, v, m, mg }, { learningRate, rho, momentum, epsilon }) => {
    v = rho * v! + (1 - rho) * g! * g!;
    if (mg !== undefined) mg = rho * mg + (1 - rho) * g!;
    const d = (learningRate * g!) / Math.sqrt(v! - (mg ?? 0) ** 2 + epsilon);
    if (m !== undefined) m = momentum * m + d;
    return { w: w! - (m ?? d), v: v!, ...(m !== undefined && { m }), ...(mg !== undefined && { mg }) };
  },
  AdagradStep: ({ w, g, a }, { learningRate, epsilon }) => {
    a = a! + g! * g!;
    return { w: w! - (learningRate * g!) / Math.sqrt(a + epsilon), a };
  },
};

const own = new Set(Object.keys(kernels).filter((name) => getKernel(name, getBackend()) !== undefined));

function run(optimizer: Optimizer): number[] {
  const w = variable(tensor1d([1, -2, 0.5]));
  for (let k = 0; k < 10; k++)
    optimizer.applyGradients({ [w.name]: tensor1d([Math.sin(k), 2 * Math.cos(k), 0.1 * k]) });
  return [...w.dataSync()];
}

describe('a fused kernel gives the numbers of the rule', () => {
  const registered: string[] = [];
  afterEach(() => {
    for (const name of registered.splice(0)) unregisterKernel(name, getBackend());
  });

  test.each<[string, (options?: any) => Optimizer, object]>([
    ['SgdStep', sgd, { learningRate: 0.1 }],
    ['SgdStep', sgd, { learningRate: 0.1, momentum: 0.9 }],
    ['SgdStep', sgd, { learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.1 }],
    ['AdamStep', adam, { learningRate: 0.1 }],
    ['AdamStep', adam, { learningRate: 0.1, amsgrad: true, beta2: 0.5, epsilon: 0.1 }],
    ['AdamStep', adamW, { learningRate: 0.1, weightDecay: 0.1 }],
    ['AdamStep', adamW, { learningRate: 0.1, weightDecay: 0.1, amsgrad: true }],
    ['LionStep', lion, { learningRate: 0.1 }],
    ['LionStep', lion, { learningRate: 0.1, weightDecay: 0.2 }],
    ['RmspropStep', rmsprop, { learningRate: 0.1 }],
    ['RmspropStep', rmsprop, { learningRate: 0.1, momentum: 0.5 }],
    ['RmspropStep', rmsprop, { learningRate: 0.1, centered: true, epsilon: 0.1 }],
    ['RmspropStep', rmsprop, { learningRate: 0.1, centered: true, momentum: 0.5, rho: 0.5, epsilon: 0.1 }],
    ['AdagradStep', adagrad, { learningRate: 0.1, epsilon: 0.1 }],
  ])('%s %#', (name, make, options) => {
    // A backend that has the kernel is held to the reference trajectories instead.
    if (own.has(name)) return;
    const expected = run(make(options));
    let calls = 0;
    registerKernel({
      kernelName: name,
      backendName: getBackend(),
      kernelFunc: ({ inputs, attrs, backend }) => {
        calls++;
        const data = Object.entries(inputs).map(([key, info]) => {
          return [key, (backend as { readSync(id: object): Float32Array }).readSync(info!.dataId)] as const;
        });
        const { shape } = inputs.w!;
        const results = [0, 1, 2].map((i) =>
          kernels[name]!(Object.fromEntries(data.map(([k, x]) => [k, x[i]!])), attrs),
        );
        return Object.keys(results[0]!).map(
          (key): Tensor =>
            tensor(
              results.map((r) => r[key]!),
              shape,
              'float32',
            ),
        );
      },
    });
    registered.push(name);
    expectClose(run(make(options)), expected, 1e-5);
    expect(calls).toBe(10);
  });
});
