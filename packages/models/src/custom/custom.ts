import type { BuildContext, CallContext, Config, Layer, Shape, Tensors } from '@tenonjs/contracts';
import { seedFrom } from '@tenonjs/internal';
import { type Tensor, tidy, type Variable, zeros } from '@tensorflow/tfjs-core';
import { heads } from '../graph/heads.js';
import { port } from '../graph/port.js';
import type { SymbolicTensor } from '../graph/symbolic.js';
import { type Model, model } from '../model.js';
import { applied } from '../network/applied.js';
import { nameLayers } from '../network/nameLayers.js';
import type { Flow, Network } from '../network/network.js';
import { ofLayers } from '../network/ofLayers.js';
import { shapeList } from '../network/shapeList.js';

type Layers = Readonly<Record<string, Layer<any, any>>>;
type Variables = Readonly<Record<string, Variable>>;
type Names = readonly string[] | undefined;

/** Layers as functions that know of training, seeds and masks; variables as they are. */
export type CustomParts<L extends Layers, W extends Variables> = W & {
  readonly [K in keyof L]: L[K] extends Layer<infer I, infer O> ? (inputs: I) => O : never;
};

/** One tensor, or one for each name. */
export type CustomTensors<N extends Names> = N extends readonly string[]
  ? { readonly [K in N[number]]: Tensor }
  : Tensor;

/** How the data of a custom model are given. */
export type CustomStructure<N extends Names> = N extends readonly string[]
  ? { readonly [K in N[number]]: SymbolicTensor }
  : SymbolicTensor;

export interface CustomOptions<L extends Layers, W extends Variables, In extends Names, Out extends Names> {
  /** Computes the outputs of a batch, of layers and of any operations that have a gradient. */
  readonly call: (inputs: CustomTensors<In>, parts: CustomParts<L, W>, context: CallContext) => CustomTensors<Out>;
  /** The layers that `call` uses, by the names it uses. */
  readonly layers?: L;
  /** Variables beside those of the layers, trained with them; the model disposes them. */
  readonly weights?: W;
  /** The names of several inputs; one without a name where absent. */
  readonly inputs?: In;
  /** The names of several outputs; one without a name where absent. */
  readonly outputs?: Out;
  /** The shape of one sample, without the batch axis: then the model can be built without data. */
  readonly inputShape?: Shape;
  /** The model's name; its type. */
  readonly name?: string;
  /** Seeds everything random; a random one where absent. */
  readonly seed?: number;
  /** What `load(storage, { [type]: factory })` makes it by again, with `config`; without it the weights alone can be saved. */
  readonly type?: string;
  readonly config?: Config;
}

/**
 * A model whose `call` is written by hand and trained with the same `fit`: any function with layers or variables. Keras's
 * subclass of `Model`.
 *
 * @throws {TypeError} If `call` is not a function.
 * @example
 * const double = { type: 'double', weights: {}, build() {}, call: (x) => mul(x, 2), outputShape: (shape) => shape, dispose() {} };
 * const model = custom({
 *   layers: { double },
 *   weights: { offset: variable(scalar(1)) },
 *   call: (x, { double, offset }) => add(double(x), offset),
 * });
 * await model.predict([[1, 2]]); // [[3, 5]]
 * @see https://keras.io/guides/making_new_layers_and_models_via_subclassing/
 */
export function custom<
  L extends Layers = Record<never, never>,
  W extends Variables = Record<never, never>,
  const In extends Names = undefined,
  const Out extends Names = undefined,
>(options: CustomOptions<L, W, In, Out>): Model<CustomStructure<In>, CustomStructure<Out>> {
  const { call, inputs, outputs, inputShape, seed, type = 'custom', name = type } = options;
  if (typeof call !== 'function') throw new TypeError(`${name}: call must be a function, got ${typeof call}.`);
  const entries = Object.entries(options.layers ?? {});
  const own = options.weights ?? {};
  const layers: Layer<any, any>[] = entries.map(([key, layer]) => {
    layer.name ??= key;
    return layer;
  });
  if (Object.keys(own).length > 0) layers.push(bag(own));
  nameLayers(name, layers);
  const built: { shapes?: readonly Shape[] } = {};
  const seen = new Map<Layer, readonly Shape[]>();
  let outputShapes: readonly Shape[] = [];
  const [into, outOf] = [inputs && port('input', 'object', inputs), outputs && port('output', 'object', outputs)];
  const open = ({ shape }: Tensor): Shape => [null, ...shape.slice(1)];

  /** Calls, with the seed of the weights where they are to be made. */
  function run(given: readonly Tensor[], context: CallContext, building?: { readonly seed: number | undefined }): Flow {
    const masks = new Map<Tensor, Tensor | null>();
    given.forEach((x, i) => {
      masks.set(x, context.masks?.[i] ?? (i === 0 ? (context.mask ?? null) : null));
    });
    let calls = 0;
    const callable = entries.map(([key, layer], i) => {
      const apply = (x: Tensors): Tensors => {
        const xs = [x].flat();
        if (building) {
          const shapes = xs.map(open);
          const { seed } = building;
          layer.build(Array.isArray(x) ? shapes : shapes[0]!, seed === undefined ? {} : { seed: seedFrom(seed, i) });
        }
        const flow = { outputs: xs, masks: xs.map((each) => masks.get(each) ?? null) };
        const next = applied(layer, flow, Array.isArray(x), context, calls++);
        next.outputs.forEach((output, at) => {
          masks.set(output, next.masks[at] ?? null);
        });
        if (building) seen.set(layer, next.outputs.map(open));
        return next.outputs.length > 1 ? next.outputs : next.outputs[0]!;
      };
      return [key, apply];
    });
    const x = into ? into.pack(given) : given[0]!;
    const value = call(x as never, { ...own, ...Object.fromEntries(callable) } as never, context);
    const results = (outOf ? outOf.unpack(name, 'what call gives', value) : [value]) as Tensor[];
    return { outputs: results, masks: results.map((output) => masks.get(output) ?? null) };
  }

  const network: Network<any, any> = Object.assign(ofLayers(type, name, layers, built), {
    ...((into ?? outOf) && {
      ports: {
        inputs: into ?? port('input', 'one', ['x']),
        outputs: outOf ?? port('output', 'one', ['y']),
        cast: <T>(_: string, x: readonly T[]) => [...x],
        heads: (given: Parameters<typeof heads>[1]) => heads(outOf ?? port('output', 'one', ['y']), given),
      },
    }),
    ...(inputShape && { inputShape, knownShapes: [[null, ...inputShape]] }),
    // A function of one's own has no name to save it by, and says so when it is to be saved.
    config: options.type === undefined ? { call } : (options.config ?? {}),
    build(inputShapes: Shape | readonly Shape[], { seed }: BuildContext = {}) {
      if (built.shapes) return;
      const shapes = shapeList(inputShapes);
      tidy(() => {
        // As Keras does: a batch of one sample of zeros shows what each layer gets.
        const zero = shapes.map((shape) => zeros([1, ...shape.slice(1).map((size) => size ?? 1)]));
        outputShapes = run(zero, { training: false }, { seed }).outputs.map(open);
      });
      built.shapes = shapes.map((shape) => [null, ...shape.slice(1)]);
    },
    forward(given: readonly Tensor[], context: CallContext = {}) {
      const shapes = given.map(open);
      network.build(into ? shapes : shapes[0]!);
      return run(given, context);
    },
    call(given: Tensors, context?: CallContext) {
      return tidy(() => {
        const { outputs } = network.forward([given].flat(), context);
        return outputs.length > 1 ? outputs : outputs[0]!;
      });
    },
    outputShape(shapes: Shape | readonly Shape[]) {
      network.build(shapes);
      return outOf ? outputShapes : outputShapes[0]!;
    },
    rows: () => layers.map((layer) => ({ layer, shapes: seen.get(layer) ?? [] })),
  });
  return model(network, seed) as Model<any, any> as Model<CustomStructure<In>, CustomStructure<Out>>;
}

/** Variables as a layer. */
const bag = (weights: Variables): Layer => ({
  type: 'weights',
  weights,
  build() {},
  call: (x) => x,
  outputShape: (shape) => shape,
  dispose() {
    for (const variable of Object.values(weights)) variable.dispose();
  },
});
