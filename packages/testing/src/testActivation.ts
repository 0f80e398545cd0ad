import type { Named } from '@tenonjs/contracts';
import { engine, fill, memory, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { expectClose } from './expectClose.js';
import { expectGradients } from './expectGradients.js';
import { readFixture } from './fixture.js';

type Activate = Named & ((x: Tensor, options?: any) => Tensor);

interface Case {
  readonly name: string;
  readonly options: Record<string, unknown>;
  readonly shape: number[];
  readonly x: number[];
  readonly dy: number[];
  readonly y: number[];
  readonly dx: number[];
}

export interface TestActivationOptions {
  /** Options that are refused, and the whole message. */
  readonly refused?: readonly (readonly [options: object, message: string])[];
  /** Options to compare with finite differences, further than 1/16 from kinks at the points used. Default: none given. */
  readonly smooth?: readonly object[];
  /** What becomes of a shape. Default: it is kept. */
  readonly outputShape?: (shape: number[]) => number[];
}

const POINTS = [-3.7, -2.2, -1.3, -0.8, -0.3, -0.1, 0.15, 0.3, 0.75, 1.4, 2.3, 3.6];
const EXTREMES = [0, -0, 1e-30, -1e-30, 88, -88, 1e4, -1e4];

/**
 * Asks of an activation: its name, the values and gradients of `../fixtures/activations.json` (its cases are those with the
 * activation's `type`), finite differences, finiteness at the extremes, NaN, shapes, dtype, refusals, tensors left behind.
 */
export function testActivation(base: string, activation: Activate, options: TestActivationOptions = {}): void {
  const { refused = [], smooth = [{}], outputShape = (shape) => shape } = options;
  const who = activation.type!;
  const cases = readFixture<Case>(base, '../fixtures/activations.json').cases.filter(({ name }) => name === who);

  test(`${who}: has reference values`, () => expect(cases.length).toBeGreaterThan(0));

  test.each(cases)(`${who} $options: values and gradients of the reference`, (of) => {
    const x = tensor(of.x, of.shape, 'float32');
    const y = activation(x, of.options);
    expectClose(y, of.y);
    const dy = tensor(of.dy, y.shape, 'float32');
    expectClose(gradient(activation, x, of.options, dy), of.dx);
  });

  test.each(smooth)(`${who} %o: gradients of finite differences`, (given) => {
    expectGradients((x: Tensor) => activation(x, given), [tensor(POINTS, [3, 4], 'float32')]);
  });

  test(`${who}: finite at the extremes, values and gradients`, () => {
    // eˣ is out of float32's range at 1e4; where that is right it is infinite.
    const x = tensor(who === 'exponential' ? EXTREMES.map((v) => Math.min(v, 88)) : EXTREMES, [4, 2], 'float32');
    for (const value of [activation(x), gradient(activation, x)]) {
      expect([...value.dataSync()].every(Number.isFinite), String(value.dataSync())).toBe(true);
    }
  });

  test(`${who}: NaN stays NaN`, () => {
    expect([...activation(fill([2, 2], Number.NaN)).dataSync()].every(Number.isNaN)).toBe(true);
  });

  test.each([[[6]], [[2, 4]], [[2, 3, 4]], [[1, 2, 2, 2]], [[0, 2]]])(`${who}: shape %j`, (shape) => {
    expect(activation(fill(shape, 0.5)).shape).toEqual(outputShape(shape));
  });

  test(`${who}: sees float32 only`, () => {
    const refusal = new TypeError(`${who}: x must be float32, got int32.`);
    expect(() => activation(tensor([1, 2], [2], 'int32'))).toThrow(refusal);
  });

  test.each(refused)(`${who} refuses %o`, (given, message) => {
    expect(() => activation(fill([2, 4], 1), given)).toThrow(new RangeError(message));
  });

  test(`${who}: leaves its result, a new tensor, and nothing else`, () => {
    const x = tensor(POINTS, [3, 4], 'float32');
    const before = memory().numTensors;
    activation(x).dispose();
    expect(memory().numTensors).toBe(before);
    expect(x.isDisposed).toBe(false);
    gradient(activation, x).dispose();
    expect(memory().numTensors).toBe(before);
  });
}

function gradient(activation: Activate, x: Tensor, options?: object, dy?: Tensor): Tensor {
  return tidy(() => {
    const { value, grads } = engine().gradients(
      () => activation(x, options),
      [x],
      dy ?? fill(activation(x, options).shape, 1),
    );
    value.dispose();
    return grads[0]!;
  });
}
