import type { Config, HasLearningRate, Named, Schedule } from '@tenonjs/contracts';
import { fraction, nonNegative, positiveInteger } from '@tenonjs/internal';
import {
  add,
  Optimizer as CoreOptimizer,
  clone,
  dispose,
  div,
  engine,
  keep,
  mul,
  scalar,
  type serialization,
  type Tensor,
  tidy,
  type Variable,
  variable,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { type ClippingOptions, clipping } from './clipping.js';

/** What every optimizer takes. */
export interface OptimizerOptions extends ClippingOptions {
  /** The step size: a number, or a function of the number of updates made so far. */
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
  /** True between the two calls of `swapWeights`. */
  readonly swapped: boolean;
  /**
   * Puts the weights for evaluation in place of those in training, where they differ (`useEma`, `scheduleFreeAdamW`);
   * the next call puts these back, bit for bit. Training goes on only after that.
   */
  swapWeights(): void;
}

type Slots = Record<string, Tensor | undefined>;

/** What a rule knows of a weight, beside its slots. */
export interface Step {
  /** The weight, after decay. */
  readonly w: Tensor;
  /** Its gradient, after accumulation and clipping. */
  readonly g: Tensor;
  readonly learningRate: number;
  /** Counts the updates from 1. */
  readonly step: number;
  /** λ for this weight; 0 unless the algorithm decays by itself. */
  readonly weightDecay: number;
}

/** An algorithm: what it remembers of a weight, and how now becomes next. */
export interface Algorithm<S extends Slots> {
  /** The state at the first sight of a weight; what is undefined is not kept. */
  slots(w: Tensor): S;
  /** The next weight and slots from those now. Runs in a tidy, outside of the tape. */
  rule(now: Step & S): { w: Tensor } & S;
  /** True where the rule applies `weightDecay` by its own formula. */
  readonly decays?: boolean;
  /** The weight to evaluate with, where it is not the one in training. */
  evaluated?(now: { w: Tensor } & S): Tensor;
}

interface NamedTensor {
  name: string;
  tensor: Tensor;
}

/** The slots that the options ask for; an algorithm's own cannot collide with their names. */
const AVERAGE = 'ema';
const ACCUMULATED = 'gradient';

const present = (slots: Slots): [string, Tensor][] =>
  Object.entries(slots).filter((slot): slot is [string, Tensor] => slot[1] !== undefined);

const sameShape = (a: Tensor, b: Tensor): boolean =>
  a.shape.length === b.shape.length && a.shape.every((size, axis) => size === b.shape[axis]);

/** A variable assigned to itself would free its own data. */
const assign = (to: Variable, from: Tensor): void => {
  if (to !== from) to.assign(from);
};

/** That saved values fit the slots they are for. */
function fit(who: string, values: readonly NamedTensor[], slots: readonly Tensor[], variables: number): void {
  if (values.length !== slots.length) {
    throw new RangeError(
      `${who}: the state of ${variables} variables is ${slots.length} tensors beside iter, got ${values.length}.`,
    );
  }
  values.forEach(({ name, tensor }, i) => {
    if (!sameShape(tensor, slots[i]!)) {
      throw new RangeError(
        `${who}: the state ${name} must have shape [${slots[i]!.shape.join(', ')}], got [${tensor.shape.join(', ')}].`,
      );
    }
  });
}

/** tfjs-core's class, whose `minimize` calls `applyGradients`; everything that is not the algorithm. */
class RuleOptimizer<S extends Slots> extends CoreOptimizer implements Optimizer {
  /** By variable, in order of first sight. */
  private readonly state = new Map<Variable, Record<string, Variable>>();
  /** What `setWeights` was given before there were variables to bind it to. */
  private pending: NamedTensor[] = [];
  /** The weights in training, while those for evaluation are in their place. */
  private aside: Map<Variable, Tensor> | undefined;
  private rate: number | Schedule;
  private readonly clip: ReturnType<typeof clipping>;

  constructor(
    readonly type: string,
    readonly config: Config & OptimizerOptions & { learningRate: number | Schedule },
    private readonly algorithm: Algorithm<S>,
  ) {
    super();
    const { learningRate, weightDecay = 0, emaMomentum = 0.99 } = config;
    const { emaOverwriteFrequency = 1, gradientAccumulationSteps = 1 } = config;
    if (typeof learningRate !== 'function') nonNegative(type, { learningRate });
    nonNegative(type, { weightDecay });
    fraction(type, { emaMomentum });
    positiveInteger(type, { emaOverwriteFrequency, gradientAccumulationSteps });
    this.clip = clipping(type, config);
    this.rate = learningRate;
    this.iterations_ = 0;
  }

  get learningRate(): number {
    return typeof this.rate === 'number' ? this.rate : this.rate(this.updates);
  }

  set learningRate(learningRate: number) {
    nonNegative(this.type, { learningRate });
    this.rate = learningRate;
  }

  get swapped(): boolean {
    return this.aside !== undefined;
  }

  /**
   * Updates the variables of these names. Those without a gradient (null or absent) stay as they are.
   *
   * @throws {RangeError} If a name is not a variable's, a gradient has another shape than its variable, or the state
   * set with `setWeights` does not fit the variables.
   * @throws {Error} Between the two calls of `swapWeights`.
   */
  override applyGradients(gradients: Record<string, Tensor> | NamedTensor[]): void {
    const { type, config } = this;
    if (this.aside !== undefined) throw new Error(`${type}: swapWeights must be called again before training goes on.`);
    const named = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    const given = named.map(({ name, tensor }) => ({ variable: this.registered(name, tensor), g: tensor }));
    const pairs = given.filter(({ g }) => g != null);
    // A trainable variable has its place in the state even while it has no gradient, so that the order stays the same.
    this.see(given.filter(({ variable, g }) => variable.trainable || g != null).map(({ variable }) => variable));

    const { gradientAccumulationSteps = 1 } = config;
    this.incrementIterations();
    if (gradientAccumulationSteps > 1) {
      const sums = pairs.map(({ variable }) => this.state.get(variable)![ACCUMULATED]!);
      pairs.forEach(({ g }, i) => {
        tidy(() => sums[i]!.assign(add(sums[i]!, g)));
      });
      if (this.iterations % gradientAccumulationSteps !== 0) return;
      tidy(() => {
        this.update(pairs.map(({ variable }, i) => ({ variable, g: div(sums[i]!, gradientAccumulationSteps) })));
        for (const sum of sums) sum.assign(zerosLike(sum));
      });
    } else {
      this.update(pairs);
    }
  }

  swapWeights(): void {
    if (this.aside !== undefined) {
      for (const [variable, w] of this.aside) variable.assign(w);
      dispose([...this.aside.values()]);
      this.aside = undefined;
      return;
    }
    this.aside = new Map();
    for (const [w, slots] of this.state) {
      const evaluated =
        slots[AVERAGE] ?? tidy(() => this.algorithm.evaluated?.({ w, ...slots } as unknown as { w: Tensor } & S));
      if (evaluated === undefined) continue;
      this.aside.set(w, keep(clone(w)));
      w.assign(evaluated);
      if (evaluated !== slots[AVERAGE]) evaluated.dispose();
    }
  }

  /**
   * The whole state: `iter`, the number of calls of `applyGradients`, then the slots, `0/m`, `0/v`, `1/m` …, variable by
   * variable in order of their first sight.
   *
   * @returns `iter` is a new scalar, the caller's to dispose. The others are the optimizer's own variables, as with
   * tfjs-core's optimizers: read or copy them, and leave them alive.
   */
  override async getWeights(): Promise<NamedTensor[]> {
    const slots = [...this.state.values()].flatMap((slots, i) =>
      Object.entries(slots).map(([slot, tensor]) => ({ name: `${i}/${slot}`, tensor })),
    );
    return [{ name: 'iter', tensor: scalar(this.iterations, 'int32') }, ...slots, ...this.pending];
  }

  /**
   * Restores what `getWeights` gave; the values are copied, the tensors stay the caller's. Before the first
   * `applyGradients` it waits for the variables that call brings, and is bound to them in order.
   *
   * @throws {RangeError} If `iter` is missing, or the number or a shape of the tensors does not fit the variables seen.
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const [iter, ...values] = weights;
    const iterations = iter?.tensor.rank === 0 ? (await iter.tensor.data())[0]! : -1;
    if (!Number.isInteger(iterations) || iterations < 0) {
      throw new RangeError(
        `${this.type}: the first of the weights must be iter, the count of steps, got ${iter?.name}.`,
      );
    }
    const slots = [...this.state.values()].flatMap((slots) => Object.values(slots));
    if (this.state.size > 0) {
      fit(this.type, values, slots, this.state.size);
      slots.forEach((slot, i) => {
        slot.assign(values[i]!.tensor);
      });
    } else {
      dispose(this.pending.map(({ tensor }) => tensor));
      this.pending = values.map(({ name, tensor }) => ({ name, tensor: keep(clone(tensor)) }));
    }
    this.iterations_ = iterations;
  }

  override dispose(): void {
    const slots = [...this.state.values()].flatMap((slots) => Object.values(slots));
    dispose([...slots, ...this.pending.map(({ tensor }) => tensor), ...(this.aside?.values() ?? [])]);
    this.state.clear();
    this.pending = [];
    this.aside = undefined;
    this.iterations_ = 0;
  }

  /** Not the name of a tfjs class, so that tfjs-layers never takes a saved one for its own of other arithmetic. */
  override getClassName(): string {
    return this.type;
  }

  override getConfig(): serialization.ConfigDict {
    const plain = Object.entries(this.config).filter(([, value]) => typeof value !== 'function');
    return { ...Object.fromEntries(plain), learningRate: this.learningRate } as serialization.ConfigDict;
  }

  private get updates(): number {
    return Math.floor(this.iterations / (this.config.gradientAccumulationSteps ?? 1));
  }

  private registered(name: string, g: Tensor | null | undefined): Variable {
    const variable = engine().registeredVariables[name];
    if (variable === undefined) throw new RangeError(`${this.type}: gradients must be of variables, got "${name}".`);
    if (g != null && !sameShape(g, variable)) {
      throw new RangeError(
        `${this.type}: the gradient of variable ${name} must have shape [${variable.shape.join(', ')}], got [${g.shape.join(', ')}].`,
      );
    }
    return variable;
  }

  /** Makes the slots of variables not seen before, or binds those that wait for them. */
  private see(variables: readonly Variable[]): void {
    const fresh = variables.filter((variable) => !this.state.has(variable));
    if (fresh.length === 0) return;
    const { useEma = false, gradientAccumulationSteps = 1 } = this.config;
    tidy(() => {
      const initial = fresh.map((w) =>
        present({
          ...this.algorithm.slots(w),
          [AVERAGE]: useEma ? w : undefined,
          [ACCUMULATED]: gradientAccumulationSteps > 1 ? zerosLike(w) : undefined,
        }),
      );
      const { pending } = this;
      if (pending.length > 0) {
        const slots = initial.flat().map(([, tensor]) => tensor);
        fit(this.type, pending, slots, fresh.length);
      }
      let next = 0;
      fresh.forEach((w, i) => {
        const slots = initial[i]!.map(([slot, tensor]) => [slot, variable(pending[next++]?.tensor ?? tensor, false)]);
        this.state.set(w, Object.fromEntries(slots));
      });
      dispose(pending.map(({ tensor }) => tensor));
      this.pending = [];
    });
  }

  /** One update. The iterations are counted already. */
  private update(pairs: readonly { variable: Variable; g: Tensor }[]): void {
    const { weightDecay = 0, excludeFromWeightDecay, emaMomentum = 0.99, emaOverwriteFrequency } = this.config;
    const step = this.updates;
    const learningRate = typeof this.rate === 'number' ? this.rate : this.rate(step - 1);
    tidy(() => {
      const clip = this.clip(pairs.map(({ g }) => g));
      for (const { variable, g } of pairs) {
        const slots = this.state.get(variable)!;
        const decay = weightDecay > 0 && !excludeFromWeightDecay?.(variable) ? weightDecay : 0;
        const { decays = false, rule } = this.algorithm;
        tidy(() => {
          const w = decay > 0 && !decays ? mul(variable, 1 - learningRate * decay) : variable;
          const now = { ...slots, w, g: clip(g), learningRate, step, weightDecay: decays ? decay : 0 };
          const { w: next, ...state } = rule(now as unknown as Step & S);
          assign(variable, next);
          for (const [slot, tensor] of present(state)) assign(slots[slot]!, tensor);
          const average = slots[AVERAGE];
          if (average === undefined) return;
          const momentum = step === 1 ? 0 : emaMomentum;
          average.assign(add(mul(average, momentum), mul(next, 1 - momentum)));
          if (emaOverwriteFrequency !== undefined && step % emaOverwriteFrequency === 0) variable.assign(average);
        });
      }
    });
  }
}

/**
 * An optimizer from an algorithm: the algorithm maps one weight and its slots from now to next; schedule, clipping,
 * weight decay, averages, accumulation and the state in and out are the same for all, and are here.
 *
 * It is a tfjs-core `Optimizer`, so `minimize`, and tfjs-layers' `compile` take it as their own.
 *
 * @param type - The name of the factory, for errors and saved models.
 * @param options - The factory's options, with the learning rate.
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
  options: OptimizerOptions & { learningRate: number | Schedule },
  algorithm: Algorithm<S>,
): Optimizer {
  return new RuleOptimizer(type, options as Config & typeof options, algorithm);
}
