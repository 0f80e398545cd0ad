import type { Named } from '@tenonjs/contracts';
import { engine, fill, memory, type Tensor, tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { expectClose } from './expectClose.js';
import { expectGradients } from './expectGradients.js';
import { readFixture } from './fixture.js';

type Compare = Named & ((yTrue: Tensor, yPred: Tensor, options?: any) => Tensor);

interface Case {
  readonly name: string;
  readonly options: Record<string, unknown>;
  /** Fit for finite differences: away from kinks. */
  readonly smooth: boolean;
  readonly yTrue: { readonly shape: number[]; readonly data: number[]; readonly dtype: 'float32' | 'int32' };
  readonly yPred: { readonly shape: number[]; readonly data: number[] };
  readonly dy: number[];
  readonly loss: number[];
  readonly gradient: number[];
}

export interface TestLossOptions {
  /** Options that are refused, and the whole message. */
  readonly refused?: readonly (readonly [options: object, message: string])[];
  /** Shapes of yTrue and yPred that are refused, and the whole message. */
  readonly mismatched: readonly (readonly [yTrue: number[], yPred: number[], message: string])[];
  /** Of yPred where any will do. Default `[2, 3]`. */
  readonly predictionShape?: number[];
  /** Of yTrue beside it. Default the same. */
  readonly targetShape?: number[];
}

/**
 * Asks of a loss: its name, the values and gradients of `../fixtures/losses.json` (its cases are those with the loss's
 * `type`; extremes are among them), finite differences, one value per sample, that NaN is not hidden, that no gradient flows
 * to the targets, dtype, refusals, tensors left behind.
 */
export function testLoss(base: string, loss: Compare, options: TestLossOptions): void {
  const { refused = [], mismatched, predictionShape = [2, 3], targetShape = predictionShape } = options;
  const who = loss.type!;
  const cases = readFixture<Case>(base, '../fixtures/losses.json').cases.filter(({ name }) => name === who);
  const read = ({ yTrue, yPred }: Case): [Tensor, Tensor] => [
    tensor(yTrue.data, yTrue.shape, yTrue.dtype),
    tensor(yPred.data, yPred.shape, 'float32'),
  ];

  test(`${who}: has reference values`, () => expect(cases.length).toBeGreaterThan(0));

  test.each(cases)(`${who} $options $yTrue.dtype $yPred.shape: values and gradients of the reference`, (of) => {
    const [yTrue, yPred] = read(of);
    const value = loss(yTrue, yPred, of.options);
    expect(value.shape).toEqual([yPred.shape[0]]);
    expectClose(value, of.loss);
    expectClose(gradient(loss, yTrue, yPred, of.options, tensor(of.dy, value.shape, 'float32')), of.gradient);
  });

  test.each(cases.filter(({ smooth }) => smooth))(
    `${who} $options $yPred.shape: gradients of finite differences`,
    (of) => {
      const [yTrue, yPred] = read(of);
      expectGradients((p: Tensor) => loss(yTrue, p, of.options), [yPred], { step: 2 ** -7, tolerance: 5e-3 });
    },
  );

  test(`${who}: NaN is not hidden`, () => {
    const value = loss(fill(targetShape, 1), fill(predictionShape, Number.NaN));
    expect([...value.dataSync()].every(Number.isNaN), String(value.dataSync())).toBe(true);
  });

  test(`${who}: no gradient flows to the targets`, () => {
    const [yTrue, yPred] = [fill(targetShape, 1), fill(predictionShape, 0.5)];
    expect(() => engine().gradients(() => loss(yTrue, yPred), [yTrue])).toThrow('Cannot compute gradient of y=f(x)');
  });

  test(`${who}: predicts in float32 only`, () => {
    const refusal = new TypeError(`${who}: yPred must be float32, got int32.`);
    expect(() => loss(fill(targetShape, 1), zeros(predictionShape, 'int32'))).toThrow(refusal);
  });

  test.each(mismatched)(`${who} refuses shapes %j and %j`, (yTrue, yPred, message) => {
    expect(() => loss(fill(yTrue, 1), fill(yPred, 0.5))).toThrow(new RangeError(message));
  });

  test.each(refused)(`${who} refuses %o`, (given, message) => {
    expect(() => loss(fill(targetShape, 1), fill(predictionShape, 0.5), given)).toThrow(new RangeError(message));
  });

  test(`${who}: leaves its result and nothing else`, () => {
    const [yTrue, yPred] = [fill(targetShape, 1), fill(predictionShape, 0.5)];
    const before = memory().numTensors;
    loss(yTrue, yPred).dispose();
    expect(memory().numTensors).toBe(before);
    gradient(loss, yTrue, yPred).dispose();
    expect(memory().numTensors).toBe(before);
  });
}

function gradient(loss: Compare, yTrue: Tensor, yPred: Tensor, options?: object, dy?: Tensor): Tensor {
  return tidy(() => {
    const ones = dy ?? fill([yPred.shape[0]!], 1);
    return engine().gradients(() => loss(yTrue, yPred, options), [yPred], ones).grads[0]!;
  });
}
