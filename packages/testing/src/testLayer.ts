import type { CallContext, Layer, Shape } from '@tenonjs/contracts';
import {
  engine,
  keep,
  mean,
  memory,
  mul,
  square,
  sub,
  type Tensor,
  tensor,
  tidy,
  type Variable,
} from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { expectClose } from './expectClose.js';
import { expectGradients } from './expectGradients.js';
import { expectNoLeak } from './expectNoLeak.js';
import { type Fixture, fixtureTensor } from './fixture.js';

type FixtureValue = { shape: number[]; data: number[] };

/** One setting of a layer, small enough for finite differences. */
export interface LayerCase<Options> {
  readonly title: string;
  readonly options: Options;
  /** The shape of the input, batch axis included; several for a layer with several inputs. */
  readonly input: readonly number[] | readonly (readonly number[])[];
  /** What stands in the input; by default numbers in (−1, 1). Keep it off kinks. */
  readonly values?: (i: number) => number | string;
  readonly dtype?: 'float32' | 'int32' | 'string';
  /** The weights' shapes, by name and in order; none by default. */
  readonly weights?: Readonly<Record<string, readonly number[]>>;
  /** The mask of each input, null for one that has none. */
  readonly masks?: readonly (FixtureValue | null)[];
  /** The names of those that are state: moved by the layer, not by the optimizer. */
  readonly state?: readonly string[];
}

/** What another library made of a layer; weights and gradients by name, inputs in order. */
export interface LayerFixture {
  readonly title: string;
  readonly options: Record<string, any>;
  readonly inputs: readonly FixtureValue[];
  readonly masks?: readonly (FixtureValue | null)[];
  readonly weights: Readonly<Record<string, FixtureValue>>;
  readonly output: FixtureValue;
  readonly dy: FixtureValue;
  readonly gradients: {
    readonly inputs: readonly FixtureValue[];
    readonly masks?: readonly (FixtureValue | null)[];
    readonly weights: Readonly<Record<string, FixtureValue>>;
  };
}

export interface LayerTest<Options> {
  readonly cases: readonly LayerCase<Options>[];
  /** What must be refused, with the whole message. */
  readonly refuses?: readonly (readonly [() => unknown, string])[];
  /** Reference values, and how the options in their JSON become the layer's. */
  readonly fixture?: Fixture<LayerFixture>;
  readonly options?: (json: Record<string, any>) => Options;
}

const wave = (i: number): number => Math.sin(0.7 + 2.3 * i) * 0.9;

/** The tensors a case calls for. */
function inputsOf({ input, values = wave, dtype = 'float32' }: LayerCase<unknown>): Tensor[] {
  const shapes = (typeof input[0] === 'number' ? [input] : input) as number[][];
  return shapes.map((shape, which) => {
    const size = shape.reduce((a, b) => a * b, 1);
    return tensor(Array.from({ length: size }, (_, i) => values(i + 1000 * which)) as number[], shape, dtype);
  });
}

const masking = (masks: LayerCase<unknown>['masks']): CallContext => {
  const made = masks?.map((mask) => mask && keep(tensor(mask.data, mask.shape, 'bool')));
  return made ? { mask: made[0] ?? null, masks: made } : {};
};

const single = (c: LayerCase<unknown>): boolean => typeof c.input[0] === 'number';
const data = (t: Tensor): number[] => Array.from(t.dataSync());
const numbers = (weights: Readonly<Record<string, Tensor>>): number[][] => Object.values(weights).map(data);

/**
 * Asks of a layer what every layer must answer: that its shapes, weights, gradients, seeds and options hold, that it
 * leaves nothing behind, and that it refuses what it cannot do.
 */
export function testLayer<Options>(factory: (options: Options) => Layer<any, any>, spec: LayerTest<Options>): void {
  for (const c of spec.cases) {
    describe(c.title, () => {
      const give = (xs: readonly Tensor[]): any => (single(c) ? xs[0] : xs);
      const call = (layer: Layer<any, any>, xs: readonly Tensor[], context: CallContext = {}): Tensor =>
        layer.call(give(xs), { ...context, ...masks() }) as Tensor;
      let made: CallContext | undefined;
      const masks = (): CallContext => {
        made ??= masking(c.masks);
        return made;
      };
      const shapes = c.input as Shape;

      test('gives the output shape it says, the batch known or not', () => {
        const layer = factory(c.options);
        const xs = inputsOf(c);
        for (const training of [false, true])
          expect(call(layer, xs, { training }).shape).toEqual(layer.outputShape(shapes));
        const open = (shape: readonly number[]): Shape => [null, ...shape.slice(1)];
        const opened = single(c) ? open(c.input as number[]) : (c.input as number[][]).map(open);
        const said = factory(c.options).outputShape(opened as Shape);
        expect(said).toEqual([null, ...(layer.outputShape(shapes) as Shape).slice(1)]);
        layer.dispose();
      });

      test('makes its weights once, by name and in order, from its seed alone', () => {
        const [layer, twin] = [factory(c.options), factory(c.options)];
        layer.build(shapes, { seed: 7 });
        const { weights } = layer;
        expect(Object.entries(weights).map(([name, { shape }]) => [name, shape])).toEqual(
          Object.entries(c.weights ?? {}),
        );
        expect(Object.keys(weights).filter((name) => !weights[name]!.trainable)).toEqual(c.state ?? []);
        const before = numbers(weights);
        layer.build(shapes, { seed: 8 });
        twin.build(shapes, { seed: 7 });
        expect(numbers(layer.weights)).toEqual(before);
        expect(numbers(twin.weights)).toEqual(before);
        layer.dispose();
        twin.dispose();
      });

      test('is the same again from its own options, its weights and a seed', () => {
        const layer = factory(c.options);
        const again = factory((layer.config ?? {}) as Options);
        expect(again.type).toBe(layer.type);
        const xs = inputsOf(c);
        layer.build(shapes);
        again.build(shapes);
        for (const [name, weight] of Object.entries(layer.weights)) again.weights[name]!.assign(weight);
        for (const context of [{}, { training: true, seed: 11 }]) {
          expectClose(call(again, xs, context), data(call(layer, xs, context)), 0);
        }
        layer.dispose();
        again.dispose();
      });

      if ((c.dtype ?? 'float32') === 'float32') {
        for (const training of [false, true]) {
          test(`has the gradients of inputs and weights, ${training ? 'in training' : 'at inference'}`, () => {
            const layer = factory(c.options);
            layer.build(shapes, { seed: 5 });
            const xs = inputsOf(c);
            const weights = Object.values(layer.weights).filter(({ trainable }) => trainable);
            const original = weights.map((weight) => tensor(data(weight), weight.shape));
            expectGradients(
              (...args: Tensor[]) => {
                // A weight is moved in place, so that the layer sees it.
                weights.forEach((weight, i) => {
                  const given = args[xs.length + i]!;
                  weight.assign(given === weight ? original[i]! : given);
                });
                return call(layer, args.slice(0, xs.length), { training, seed: 3 });
              },
              [...xs, ...weights],
            );
            layer.dispose();
          });
        }
      }

      if (Object.keys(c.weights ?? {}).length > (c.state ?? []).length) {
        test('learns: a step against the gradient lowers the loss', () => {
          const layer = factory(c.options);
          layer.build(shapes, { seed: 5 });
          const xs = inputsOf(c);
          const weights = Object.values(layer.weights).filter(({ trainable }) => trainable);
          const target = tidy(() => sub(mul(call(layer, xs, { training: true, seed: 3 }), -0.5), 0.1));
          const error = (): Tensor => sub(call(layer, xs, { training: true, seed: 3 }), target);
          const loss = (): number => tidy(() => mean(square(error())).dataSync()[0]!);
          const before = loss();
          expect(before).toBeGreaterThan(0);
          tidy(() => {
            const { grads } = engine().gradients(
              () => call(layer, xs, { training: true, seed: 3 }),
              weights as Tensor[],
              error(),
            );
            weights.forEach((weight, i) => {
              weight.assign(sub(weight as Tensor, mul(grads[i]!, 1e-3)) as Variable);
            });
          });
          expect(loss()).toBeLessThan(before);
          layer.dispose();
        });
      }

      test('leaves nothing behind', async () => {
        const xs = inputsOf(c);
        masks();
        const run = (): void => {
          const layer = factory(c.options);
          for (const training of [false, true]) {
            const before = memory().numTensors + (training ? 0 : Object.keys(c.weights ?? {}).length);
            const y = call(layer, xs, { training, seed: 3 });
            expect(memory().numTensors - before, 'tensors made by a call').toBe(1);
            y.dispose();
            if ((c.dtype ?? 'float32') === 'float32') {
              const { value, grads } = engine().gradients(() => call(layer, xs, { training, seed: 3 }), xs);
              for (const t of [value, ...grads]) t.dispose();
            }
          }
          layer.dispose();
          layer.dispose();
        };
        run();
        await expectNoLeak(run);
      });
    });
  }

  if (spec.fixture) {
    describe('agrees with the reference', () => {
      for (const { title, options, inputs, masks, weights, output, dy, gradients } of spec.fixture!.cases) {
        test(title, () => {
          tidy(() => {
            const layer = factory(spec.options ? spec.options(options) : (options as Options));
            const xs = inputs.map((x) => keep(fixtureTensor(x)));
            const given: any = xs.length === 1 ? xs[0] : xs;
            layer.build((xs.length === 1 ? xs[0]!.shape : xs.map(({ shape }) => shape)) as Shape);
            expect(Object.keys(layer.weights)).toEqual(Object.keys(weights));
            for (const [name, value] of Object.entries(weights)) layer.weights[name]!.assign(fixtureTensor(value));
            const all: Tensor[] = [...xs, ...Object.values(layer.weights).filter(({ trainable }) => trainable)];
            const { value, grads } = engine().gradients(
              () => layer.call(given, { training: true, ...masking(masks) }) as Tensor,
              all,
              fixtureTensor(dy),
            );
            expect(value.shape).toEqual(output.shape);
            expectClose(value, output.data);
            [...gradients.inputs, ...Object.values(gradients.weights)].forEach((expected, i) => {
              expect(grads[i]!.shape).toEqual(expected.shape);
              expectClose(grads[i]!, expected.data);
            });
            layer.dispose();
            for (const x of xs) x.dispose();
          });
        });
      }
    });
  }

  for (const [run, message] of spec.refuses ?? []) {
    test(`refuses: ${message}`, () => {
      const before = memory().numTensors;
      let error: unknown;
      tidy(() => {
        try {
          run();
        } catch (thrown) {
          error = thrown;
        }
      });
      expect(error).toBeInstanceOf(Error);
      expect((error as Error).message).toBe(message);
      expect(memory().numTensors - before, 'tensors left behind').toBe(0);
    });
  }
}
