import type { Loss } from '@tenonjs/contracts';
import { add, dense, lstm } from '@tenonjs/layers';
import { meanSquaredError } from '@tenonjs/losses';
import { sgd } from '@tenonjs/optimizers';
import type { Tensor } from '@tensorflow/tfjs-core';
import { expectTypeOf, test } from 'vitest';
import type { Model } from '../model.js';
import { sequential } from '../sequential.js';
import { apply } from './apply.js';
import { graph } from './graph.js';
import { input } from './input.js';
import type { SymbolicTensor } from './symbolic.js';

// What the compiler refuses; `pnpm types` checks it.
test('wrong arity and missing names are type errors', () => {
  const a = input({ shape: [2], name: 'a' });
  const b = input({ shape: [2], name: 'b' });
  const y = apply(dense({ units: 1 }), a);
  expectTypeOf(y).toEqualTypeOf<SymbolicTensor>();
  const sequence = input({ shape: [null, 2] });
  expectTypeOf(apply(lstm({ units: 1 }), sequence)).toEqualTypeOf<SymbolicTensor>();
  expectTypeOf(apply(lstm({ units: 1, returnState: true }), sequence)).toEqualTypeOf<SymbolicTensor[]>();
  const optimizer = sgd();
  const loss: Loss = meanSquaredError;
  const x = [[1, 2]];

  const single = graph({ inputs: a, outputs: y });
  expectTypeOf(single).toExtend<Model>();
  expectTypeOf(single.predictOnBatch).returns.toEqualTypeOf<Tensor>();
  expectTypeOf(sequential([single, dense({ units: 1 })])).toEqualTypeOf<Model>();

  const listed = graph({ inputs: [a, b], outputs: [apply(add(), [a, b]), apply(dense({ units: 1 }), b)] });
  expectTypeOf(listed.predictOnBatch).returns.toEqualTypeOf<readonly [Tensor, Tensor]>();

  const named = graph({
    inputs: { a, b },
    outputs: { sum: apply(add(), [a, b]), more: apply(dense({ units: 1 }), b) },
  });
  expectTypeOf(named.predictOnBatch).returns.toEqualTypeOf<{ readonly sum: Tensor; readonly more: Tensor }>();

  const refused = (): void => {
    // @ts-expect-error a layer of several inputs takes an array
    apply(add(), a);
    // @ts-expect-error a layer of one input takes one
    apply(dense({ units: 1 }), [a, b]);
    // @ts-expect-error two inputs, not one
    void listed.fit([x], [x, x]);
    // @ts-expect-error two inputs, not three
    void listed.predict([x, x, x]);
    // @ts-expect-error an array for an array
    void listed.predict(x[0]);
    // @ts-expect-error two losses, not three
    listed.compile({ optimizer, loss: [loss, loss, loss] });
    // @ts-expect-error the loss of more is missing; null would say that there is none
    named.compile({ optimizer, loss: { sum: loss } });
    // @ts-expect-error there is no such output
    named.compile({ optimizer, loss, lossWeights: { less: 1 } });
    // @ts-expect-error the input b is missing
    void named.fit({ a: x }, { sum: x, more: x });
    // @ts-expect-error the target of more is missing
    void named.fit({ a: x, b: x }, { sum: x });
    // @ts-expect-error a graph of two inputs is no layer of a sequential
    sequential([listed]);
    // @ts-expect-error one output takes one loss
    single.compile({ optimizer, loss: [loss, loss] });
  };
  expectTypeOf(refused).returns.toEqualTypeOf<void>();
  named.compile({ optimizer, loss: { sum: loss, more: null } });
  listed.compile({ optimizer, loss, metrics: [[meanSquaredError], null] });
  for (const model of [single, listed, named]) model.dispose();
});
