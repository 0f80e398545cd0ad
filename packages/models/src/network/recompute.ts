import type { CallContext, Layer, Shape } from '@tenonjs/contracts';
import { primitive, seedFrom } from '@tenonjs/internal';
import { add, engine, mul, type Scalar, sum, type Tensor, tidy, type Variable, zerosLike } from '@tensorflow/tfjs-core';
import { snapshot } from '../callbacks/snapshot.js';
import type { Network } from './network.js';
import { trainableVariables } from './trainableVariables.js';

/** Σ yᵢ · dyᵢ over several tensors: its gradients are the dyᵢ. */
const projected = (outputs: readonly Tensor[], dys: readonly Tensor[]): Tensor =>
  primitive(Object.fromEntries(outputs.map((y, i) => [i, y])), () => ({
    value: outputs.map((y, i) => sum(mul(y, dys[i]!))).reduce((total, each) => add(total, each)),
    gradient: (dy) => Object.fromEntries(dys.map((each, i) => [i, () => mul(dy, each)])),
  }));

export interface RecomputeOptions {
  /** Of one input or several, and one output: a block, or a `chain` of layers. */
  readonly layer: Layer<any, any>;
  readonly name?: string;
}

/**
 * A layer, or a chain of layers, whose inside is forgotten on the way forward and computed again on the way back: memory for
 * one more forward pass. A model of n blocks, each behind this, keeps n inputs and one block's inside instead of all of them.
 *
 * Gradients, dropout and moving averages are those of the layer by itself, to the last bit.
 *
 *     sequential(Array.from({ length: 24 }, () => recompute({ layer: transformerBlock() })))
 *
 * @throws {RangeError} At the call, if the layer gives several outputs.
 * @example
 * const block = recompute({
 *   layer: { type: 'double', weights: {}, build() {}, call: (x) => mul(x, 2), outputShape: (shape) => shape, dispose() {} },
 * });
 * block.call(tensor1d([1, 2])); // [2, 4]
 * @see Chen et al. 2016, https://arxiv.org/abs/1604.06174
 */
export function recompute(
  options: RecomputeOptions,
): Layer<any, any> & { readonly layers: readonly Layer<any, any>[] } {
  const { layer, name } = options;
  const first = Math.floor(Math.random() * 2 ** 32);
  let calls = 0;

  function inSegment(given: Tensor | Tensor[], context: CallContext): Tensor {
    const several = Array.isArray(given);
    const xs = [given].flat();
    const variables = trainableVariables(layer);
    const seed = context.seed ?? seedFrom(first, calls++);
    const { masks, mask } = context;
    const hidden = [mask, ...(masks ?? [])].map((each) => each ?? undefined);

    /** The output, and the penalties added on the way. */
    const run = (xs: Tensor[], [mask, ...others]: (Tensor | undefined)[]): Tensor[] => {
      const penalties: Scalar[] = [];
      const given = {
        ...context,
        seed,
        mask: mask ?? null,
        ...(masks && { masks: others.map((each) => each ?? null) }),
        addLoss: (penalty: Scalar) => penalties.push(penalty),
      };
      // A network's call would dispose the penalties.
      const { forward } = layer as unknown as Partial<Network>;
      const outputs = forward ? forward(xs, given).outputs : [layer.call(several ? xs : xs[0], given)].flat();
      if (outputs.length !== 1)
        throw new RangeError(`recompute: the layer must give one output, got ${outputs.length}.`);
      return [...outputs, ...penalties];
    };

    const present = hidden.filter((each) => each !== undefined);
    const inputs = Object.fromEntries([...xs, ...variables].map((input, i) => [i, input]));
    const [y, ...penalties] = primitive<string, Tensor[]>(inputs, () => ({
      value: tidy(() => run(xs, hidden)),
      keep: [...xs, ...present],
      gradient: (dy, kept) => {
        const again = kept.slice(0, xs.length);
        const keptMasks = kept.slice(xs.length);
        const state = snapshot(
          Object.fromEntries(Object.entries(layer.weights).filter(([, variable]) => !variable.trainable)),
        );
        // The engine clears its tape after gradients that stand in no others; these stand in a pass over it.
        const { state: engineState } = engine();
        const { activeTape } = engineState;
        const grads = tidy(() => {
          const masks = hidden.map((each) => each && keptMasks.shift());
          // Null where an input plays no part.
          const f = (): Tensor => projected(run(again, masks), [dy].flat());
          return engine().gradients(f, [...again, ...variables], undefined, true).grads;
        }) as (Tensor | null)[];
        engineState.activeTape = activeTape;
        // What moves with each forward pass has moved once already.
        state.restore();
        state.dispose();
        return Object.fromEntries([...again, ...variables].map((input, i) => [i, () => grads[i] ?? zerosLike(input)]));
      },
    }));
    for (const penalty of penalties) context.addLoss?.(penalty as Scalar);
    return y!;
  }

  return {
    type: 'recompute',
    ...(name !== undefined && { name }),
    ...(layer.inputShape && { inputShape: layer.inputShape }),
    layers: [layer],
    config: { layer },
    get weights(): Record<string, Variable> {
      return layer.weights;
    },
    get constraints() {
      return layer.constraints ?? {};
    },
    get trainable() {
      return layer.trainable ?? true;
    },
    set trainable(trainable) {
      layer.trainable = trainable;
    },
    build: (inputShape, context) => layer.build(inputShape, context),
    call: (x: Tensor | Tensor[], context: CallContext = {}) =>
      engine().isTapeOn() ? inSegment(x, context) : layer.call(x, context),
    outputShape: (inputShape: Shape) => layer.outputShape(inputShape),
    outputMask: (x, mask, masks) => layer.outputMask?.(x, mask, masks) ?? null,
    losses: () => layer.losses?.() ?? [],
    resetState: () => layer.resetState?.(),
    dispose: () => layer.dispose(),
  };
}
