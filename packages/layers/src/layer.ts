/** The skeleton that every layer shares. */

import type {
  BuildContext,
  CallContext,
  Config,
  Constraint,
  Initializer,
  Layer,
  Regularizer,
  Shape,
  Shapes,
  Tensors,
} from '@tenonjs/contracts';
import { seedFrom } from '@tenonjs/internal';
import { type Tensor, tidy, type Variable, variable } from '@tensorflow/tfjs-core';
import { randomSeed } from './seeds.js';
import { showShape } from './shapes.js';

/** What every layer takes. */
export interface LayerOptions {
  /** Unique within a model, which chooses one where it is absent. */
  readonly name?: string;
  /** False freezes the weights; true by default. */
  readonly trainable?: boolean;
  /** The shape of one sample, without the batch axis: a model builds at once from its first layer's. */
  readonly inputShape?: Shape;
  /** A penalty on the output, added to the loss in training. */
  readonly activityRegularizer?: Regularizer;
}

interface WeightRules {
  readonly regularizer?: Regularizer | undefined;
  readonly constraint?: Constraint | undefined;
  /** False for state, such as a moving mean. */
  readonly trainable?: boolean;
}

/** A weight to be made. */
export interface Weight extends WeightRules {
  readonly shape: readonly number[];
  readonly initializer: Initializer;
}

/** A weight for `build` to return. */
export const weight = (shape: readonly number[], initializer: Initializer, rules: WeightRules = {}): Weight => ({
  shape,
  initializer,
  ...rules,
});

/** The weights of a layer by name; false for one that its options leave out. */
export type Weights = Readonly<Record<string, Weight | false>>;

/** The variables made from them. */
export type Variables<W extends Weights> = {
  readonly [N in keyof W]: W[N] extends Weight ? Variable : Variable | undefined;
};

/** What makes one layer differ from another. */
export interface Parts<I extends Tensors, O extends Tensors, W extends Weights> {
  /** The axes whose size the weights are made for, by name: `{ features: -1 }`; of the first input, where there are several. */
  readonly fixed?: Readonly<Record<string, number>>;
  /** Refuses shapes that the layer cannot take; asked wherever a shape comes in. */
  readonly check?: (who: string, shape: Shapes<I>) => void;
  /** The weights for inputs of this shape, in order. */
  readonly build?: (shape: Shapes<I>) => W;
  readonly call: (inputs: I, weights: Variables<W>, context: CallContext) => O;
  /** The input's shape where absent. */
  readonly outputShape?: (shape: Shapes<I>) => Shapes<O>;
  readonly outputMask?: (inputs: I, mask: Tensor | null, masks?: readonly (Tensor | null)[]) => Tensor | null;
}

/** The output's mask where the layer leaves time steps as they are. */
export const sameMask = (_: unknown, mask: Tensor | null): Tensor | null => mask;

/** The first input's shape. */
const firstOf = (shapes: Shape | readonly Shape[]): Shape => (Array.isArray(shapes[0]) ? shapes[0] : shapes) as Shape;

/** The shapes of a layer's inputs. */
export function shapeOf<I extends Tensors>(who: string, inputs: I): Shapes<I> {
  const tensors: readonly Tensor[] = Array.isArray(inputs) ? inputs : [inputs];
  for (const tensor of tensors) {
    if (!Array.isArray(tensor?.shape)) throw new TypeError(`${who}: input must be a tensor, got ${typeof tensor}.`);
  }
  return (Array.isArray(inputs) ? tensors.map(({ shape }) => shape) : tensors[0]!.shape) as unknown as Shapes<I>;
}

/**
 * Makes a layer of its parts: weights made once and by name, penalties and constraints on them, checks of what comes
 * in, freezing, disposal. Called before it is built, a layer builds itself for the input it gets.
 */
export function assemble<I extends Tensors, O extends Tensors, W extends Weights = Weights>(
  type: string,
  options: LayerOptions,
  parts: Parts<I, O, W>,
): Layer<I, O> {
  const { name, trainable = true, inputShape, activityRegularizer } = options;
  let made: readonly (readonly [string, Weight])[] = [];
  let weights: Record<string, Variable> = {};
  let builtFor: Shapes<I> | undefined;
  const fixed = Object.entries(parts.fixed ?? {});

  const who = (): string => self.name ?? type;

  function check(shape: Shapes<I>): void {
    parts.check?.(who(), shape);
    const first = firstOf(shape);
    for (const [axis, at] of fixed) {
      const size = first.at(at);
      const built = builtFor && firstOf(builtFor).at(at);
      if (built !== undefined && size !== built && size !== null) {
        throw new RangeError(`${who()}: built for ${built} ${axis}, got input of shape ${showShape(first)}.`);
      }
    }
  }

  function make(shape: Shapes<I>, seed: number): void {
    for (const [axis, at] of fixed) {
      if (firstOf(shape).at(at) == null) {
        throw new RangeError(`${who()}: ${axis} must be known to build, got shape ${showShape(firstOf(shape))}.`);
      }
    }
    const specs = Object.entries(parts.build?.(shape) ?? {}).filter(
      (entry): entry is [string, Weight] => entry[1] !== false,
    );
    // All values come first: where one cannot be made, tidy frees the others and the layer stays unbuilt.
    tidy(() => {
      const values = specs.map(([name, { shape, initializer }], i) => {
        const value = initializer(shape, seedFrom(seed, i));
        if (showShape(value.shape) !== showShape(shape)) {
          throw new RangeError(
            `${who()}: initializer of ${name} must give shape ${showShape(shape)}, got ${showShape(value.shape)}.`,
          );
        }
        return value;
      });
      weights = Object.fromEntries(
        specs.map(([name, { trainable }], i) => [name, variable(values[i]!, trainable ?? true)]),
      );
    });
    made = specs;
    builtFor = shape;
  }

  const self: Layer<I, O> = {
    type,
    trainable,
    config: options as Config,
    ...(name !== undefined && { name }),
    ...(inputShape !== undefined && { inputShape }),
    get weights() {
      return weights;
    },
    get constraints() {
      return Object.fromEntries(made.flatMap(([name, { constraint }]) => (constraint ? [[name, constraint]] : [])));
    },
    build(shape: Shapes<I>, { seed = randomSeed() }: BuildContext = {}) {
      check(shape);
      if (builtFor === undefined) make(shape, seed);
    },
    call(inputs: I, context: CallContext = {}) {
      const shape = shapeOf(who(), inputs);
      check(shape);
      if (builtFor === undefined) make(shape, randomSeed());
      const outputs = tidy(() => parts.call(inputs, weights as Variables<W>, context));
      if (activityRegularizer && context.addLoss) {
        for (const output of [outputs].flat()) context.addLoss(activityRegularizer(output as Tensor));
      }
      return outputs;
    },
    outputShape(shape: Shapes<I>) {
      check(shape);
      return parts.outputShape ? parts.outputShape(shape) : (shape as unknown as Shapes<O>);
    },
    ...(parts.outputMask && { outputMask: parts.outputMask }),
    losses: () =>
      self.trainable === false
        ? []
        : made.flatMap(([name, { regularizer }]) => (regularizer ? [regularizer(weights[name]!)] : [])),
    dispose() {
      for (const variable of Object.values(weights)) variable.dispose();
      weights = {};
      made = [];
      builtFor = undefined;
    },
  };
  return self;
}

/** `assemble` for one tensor in and one out. */
export const layer = <W extends Weights = Weights>(
  type: string,
  options: LayerOptions,
  parts: Parts<Tensor, Tensor, W>,
): Layer => assemble(type, options, parts);
