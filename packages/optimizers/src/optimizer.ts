import type { Config, HasLearningRate, Named, Schedule } from '@tenonjs/contracts';
import { fraction, nonNegative, positive, positiveInteger, refuse, show } from '@tenonjs/internal';
import {
  add,
  type Optimizer as CoreOptimizer,
  clipByValue,
  dispose,
  div,
  engine,
  mul,
  type serialization,
  type Tensor,
  tidy,
  train,
  type Variable,
  variable,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { type ClippingOptions, scale } from './clipping.js';
import { running } from './running.js';

export interface NamedTensor {
  name: string;
  tensor: Tensor;
}

export type Slots = Record<string, Tensor | undefined | false>;

interface NamedVariable extends NamedTensor {
  tensor: Variable;
}

interface Shaped {
  readonly shape: readonly number[];
}

/** What every optimizer takes. */
export interface OptimizerOptions extends ClippingOptions {
  /** The step size: a number, or a function of the number of updates made so far. 0.001 where an optimizer does not say otherwise. */
  learningRate?: number | Schedule;
  /** Decoupled weight decay λ: `w ← w − αλw` at each update. 0 by default. */
  weightDecay?: number;
  /** The weights that do not decay: `(w) => w.rank < 2` spares biases and normalization scales. */
  excludeFromWeightDecay?: (variable: Variable) => boolean;
  /** Keeps an exponential moving average of each weight; see `swapWeights`. False by default. */
  useEma?: boolean;
  /** How much of the average is kept at each update, in [0, 1). 0.99 by default. */
  emaMomentum?: number;
  /** Overwrites the weights by their averages every so many updates. Never by default. */
  emaOverwriteFrequency?: number;
  /** Updates once in so many calls, with the mean of their gradients. 1 by default. */
  gradientAccumulationSteps?: number;
}

/** A tfjs-core optimizer, with what Tenon adds to one. */
export interface Optimizer extends CoreOptimizer, HasLearningRate, Named {
  readonly type: string;
  readonly config: Config;
  /** The rate of the next update; setting it replaces a schedule. An option, not a part of the state. */
  learningRate: number;
  /**
   * Updates the variables of these names. Those without a gradient (null or absent) stay as they are.
   *
   * @throws {RangeError} If a name is not a variable's, a gradient has another shape than its variable, or the state set
   * with `setWeights` does not fit the variables; between the two calls of `swapWeights`.
   */
  applyGradients(gradients: Record<string, Tensor> | NamedTensor[]): void;
  /**
   * Puts the weights for evaluation in place of those in training, where they differ (`useEma`, `scheduleFreeAdamW`);
   * the next call puts these back, bit for bit. Training goes on only after that.
   */
  swapWeights(): void;
  /**
   * The whole state: `iter`, the number of calls of `applyGradients`, then the slots, `0/m`, `0/v`, `1/m` …, variable by
   * variable in order of first sight.
   *
   * @returns `iter` is a new scalar, the caller's to dispose. The others are the optimizer's own variables, as with
   * tfjs-core's optimizers: read or copy them, and leave them alive.
   */
  getWeights(): Promise<NamedTensor[]>;
  /**
   * Restores what `getWeights` gave; the values are copied, the tensors stay the caller's. Before the first
   * `applyGradients` they wait for the variables that it brings, and are bound to them in order.
   *
   * @throws {RangeError} If `iter` is not there, or the number or a shape of the tensors does not fit the variables seen.
   */
  setWeights(weights: NamedTensor[]): Promise<void>;
  /** Frees the state. */
  dispose(): void;
}

/** What a rule knows of a weight, beside its slots. */
export interface Step {
  /** The weight, after decay. */
  readonly w: Tensor;
  /** Its gradient, after accumulation and clipping. */
  readonly g: Tensor;
  readonly learningRate: number;
  /** Counts the updates from 1. */
  readonly step: number;
  /** λ for this weight, for algorithms that decay by themselves. */
  readonly weightDecay: number;
}

/** An algorithm: what it remembers of a weight, and how now becomes next. */
export interface Algorithm<S extends Slots> {
  /** The state at the first sight of a weight; what is undefined or false is not kept. `ema` and `gradient` are taken. */
  slots(w: Tensor): S;
  /** The next weight and slots from those now. Runs in a tidy, outside of the tape. */
  rule(now: Step & S): { w: Tensor } & S;
  /** True where the rule applies `weightDecay` by its own formula. */
  readonly decays?: boolean;
  /** The weight to evaluate with, where it is not the one in training. */
  evaluated?(now: { w: Tensor } & S): Tensor;
}

/**
 * An optimizer from an algorithm: the algorithm maps one weight and its slots from now to next; schedule, clipping,
 * weight decay, averages, accumulation and the state in and out are the same for all, and are here.
 *
 * It is a tfjs-core `Optimizer`, so `minimize`, and tfjs-layers' `compile` take it as their own.
 *
 * @param type - The name of the factory, for errors and saved models.
 * @param options - The factory's options.
 * @throws {RangeError} If an option is out of its range.
 * @example
 * const signDescent = optimizer('signDescent', { learningRate: 0.5 }, {
 *   slots: () => ({}),
 *   rule: ({ w, g, learningRate }) => ({ w: sub(w, mul(sign(g), learningRate)) }),
 * });
 * const w = variable(tensor1d([1, 2]));
 * signDescent.applyGradients({ [w.name]: tensor1d([3, -4]) });
 * w; // [0.5, 2.5]
 */
export function optimizer<S extends Slots>(
  type: string,
  options: OptimizerOptions,
  algorithm: Algorithm<S>,
): Optimizer {
  const {
    learningRate = 0.001,
    weightDecay = 0,
    excludeFromWeightDecay,
    clipNorm,
    globalClipNorm,
    clipValue,
    useEma,
    emaMomentum = 0.99,
    emaOverwriteFrequency,
    gradientAccumulationSteps = 1,
  } = options;
  const schedule = (learningRate: number | Schedule): Schedule => {
    if (typeof learningRate === 'function') return learningRate;
    nonNegative(type, { learningRate });
    return () => learningRate;
  };
  let rate = schedule(learningRate);
  nonNegative(type, { weightDecay });
  fraction(type, { emaMomentum });
  positiveInteger(type, { emaOverwriteFrequency: emaOverwriteFrequency ?? 1, gradientAccumulationSteps });

  const kinds: string[] = [];
  for (const [kind, limit] of Object.entries({ clipNorm, globalClipNorm, clipValue })) {
    if (limit === undefined) continue;
    positive(type, { [kind]: limit });
    kinds.push(kind);
  }
  if (kinds[1]) refuse(type, 'clipping', 'be of one kind', kinds);

  /** Each variable, as `w`, beside its slots, in order of first sight. */
  const seen = new Map<Variable, Record<string, Variable>>();
  /** The slots in a row, `0/m`, `0/v`, `1/m` …. */
  let state: NamedVariable[] = [];
  /** A state to restore at the next step. */
  let waiting: NamedVariable[] | undefined;
  /** The weights in training, in the order of `seen`, while those for evaluation are in their place. */
  let aside: Variable[] | undefined;

  const fit = (values: readonly NamedTensor[], wanted: readonly { tensor: Shaped }[]): void => {
    if (values.length !== wanted.length) refuse(type, 'state', `be ${wanted.length} tensors`, values.length);
    values.forEach(({ name, tensor: { shape } }, i) => {
      const expected = show(wanted[i]!.tensor.shape);
      if (show(shape) !== expected) refuse(type, name, `have shape ${expected}`, shape);
    });
  };

  /** Once there are variables, the state that waits for them is theirs. */
  const restore = (): void => {
    if (!waiting || !seen.size) return;
    fit(waiting, state);
    state.forEach(({ tensor }, i) => {
      tensor.assign(waiting![i]!.tensor);
    });
    dispose(waiting as unknown as Tensor[]);
    waiting = undefined;
  };

  // tfjs-core's `Optimizer`, by way of what extends it: by its own name it brings 8 KB to esbuild's bundles, of what its file imports.
  const base: typeof CoreOptimizer = Object.getPrototypeOf(train.adagrad(0).constructor);
  return new (class extends base implements Optimizer {
    readonly type = type;
    readonly config = options as unknown as Config;

    get learningRate(): number {
      return rate((this.iterations / gradientAccumulationSteps) | 0);
    }

    set learningRate(learningRate: number) {
      rate = schedule(learningRate);
    }

    override applyGradients(gradients: Record<string, Tensor> | NamedTensor[]): void {
      if (aside) refuse(type, 'swapWeights', 'come in pairs', 1);
      const named: [string, Tensor][] = Array.isArray(gradients)
        ? gradients.map(({ name, tensor }) => [name, tensor])
        : Object.entries(gradients);
      const pairs = named.map(([name, g]) => {
        const w = engine().registeredVariables[name];
        if (!w) refuse(type, 'gradients', 'be of variables', name);
        if (g) fit([{ name: `gradient of variable ${name}`, tensor: g }], [{ tensor: w }]);
        return { w, g };
      });
      tidy(() => {
        // A trainable variable has its place in the state even while it has no gradient, so that the order stays the same.
        for (const { w, g } of pairs) {
          if (seen.has(w) || !(g || w.trainable)) continue;
          const slots: Record<string, Variable> = { w };
          const first = {
            ...algorithm.slots(w),
            ema: useEma && w,
            gradient: gradientAccumulationSteps > 1 && zerosLike(w),
          };
          for (const [slot, tensor] of Object.entries(first)) {
            if (!tensor) continue;
            slots[slot] = variable(tensor, false);
            state.push({ name: `${seen.size}/${slot}`, tensor: slots[slot] });
          }
          seen.set(w, slots);
        }
        restore();

        const step = (this.iterations + 1) / gradientAccumulationSteps;
        const due = step % 1 === 0;
        const present = pairs.filter(({ g }) => g);
        for (const pair of present) {
          const { gradient } = seen.get(pair.w)!;
          if (!gradient) continue;
          gradient.assign(add(gradient, pair.g));
          if (!due) continue;
          pair.g = div(gradient, gradientAccumulationSteps);
          gradient.assign(zerosLike(gradient));
        }
        if (!due) return;
        const { learningRate } = this;
        const all = globalClipNorm && scale(present, globalClipNorm);
        for (const { w, g } of present) {
          tidy(() => {
            const slots = seen.get(w)!;
            const decay = excludeFromWeightDecay?.(w) ? 0 : weightDecay;
            const factor = clipNorm ? scale([{ g }], clipNorm) : all;
            const next = algorithm.rule({
              ...slots,
              w: decay && !algorithm.decays ? mul(w, 1 - learningRate * decay) : w,
              g: clipValue ? clipByValue(g, -clipValue, clipValue) : factor ? mul(g, factor) : g,
              learningRate,
              step,
              weightDecay: decay,
            } as unknown as Step & S);
            for (const slot in slots) {
              // A variable assigned to itself would free its own data.
              if (next[slot] && next[slot] !== slots[slot]) slots[slot]!.assign(next[slot]);
            }
            const { ema } = slots;
            if (!ema) return;
            ema.assign(step > 1 ? running(ema, w, emaMomentum) : w);
            // Without a frequency the rest is NaN.
            if (step % emaOverwriteFrequency! === 0) w.assign(ema);
          });
        }
      });
      this.iterations_++;
    }

    swapWeights(): void {
      const kept = aside;
      aside = kept ? undefined : [];
      tidy(() => {
        [...seen].forEach(([w, slots], i) => {
          const next = kept ? kept[i] : (slots.ema ?? algorithm.evaluated?.(slots as unknown as { w: Tensor } & S));
          if (!next) return;
          aside?.push(variable(w, false));
          w.assign(next);
        });
      });
      dispose(kept as Tensor[]);
    }

    override async getWeights(): Promise<NamedTensor[]> {
      return [await this.saveIterations(), ...(waiting ?? state)];
    }

    override async setWeights(weights: NamedTensor[]): Promise<void> {
      fit(weights, [{ tensor: { shape: [] } }, ...(seen.size ? state : weights.slice(1))]);
      const values = await this.extractIterations(weights);
      const before = waiting;
      waiting = values.map(({ name, tensor }) => ({ name, tensor: variable(tensor, false) }));
      dispose(before as unknown as Tensor[]);
      restore();
    }

    override dispose(): void {
      dispose([state, waiting, aside] as unknown as Tensor[]);
      aside = waiting = undefined;
      state = [];
      seen.clear();
      this.iterations_ = 0;
    }

    /** Not the name of a tfjs class, so that tfjs-layers never takes a saved one for its own of other arithmetic. */
    override getClassName(): string {
      return type;
    }

    override getConfig(): serialization.ConfigDict {
      return options as unknown as serialization.ConfigDict;
    }
  })();
}
